/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where a benchmark stands. */
export type BenchmarkStatus =
  /** It is being measured and not yet judged. */
  | 'IN_PROGRESS'
  /** The plan monitor has judged it met. */
  | 'MET'
  /** The plan monitor has judged it not met. */
  | 'NOT_MET'
  /** Nothing has been measured yet. */
  | 'NOT_STARTED';

/** What a change means to whoever keeps a copy of what they see. */
export type ChangeKind =
  /** A record was created: add it. */
  | 'CREATED'
  /** A record was deleted: remove it. */
  | 'DELETED'
  /** A record that was there already came into the caller's view, by an appointment, an engagement, a publication or a day: add it, or replace it. */
  | 'ENTERED_SLICE'
  /** A record left the caller's view and may still be there: remove it. */
  | 'LEFT_SLICE'
  /** A record changed: replace it. */
  | 'UPDATED';

/** Where a plan stands in its life. */
export type PlanStatus =
  /** The state has accepted it. */
  | 'ACCEPTED'
  /** Its period is over and it has been carried out. */
  | 'COMPLETED'
  /** The district is writing it. */
  | 'DRAFT'
  /** The state has ended the monitoring. */
  | 'EXITED'
  /** The district is carrying it out, under monitoring. */
  | 'IN_IMPLEMENTATION'
  /** The state has sent it back, to be written further. */
  | 'RETURNED_WITH_FEEDBACK'
  /** The district has sent it to the state. */
  | 'SUBMITTED'
  /** A later plan has taken its place. */
  | 'SUPERSEDED'
  /** The plan monitors are reviewing it. */
  | 'UNDER_REVIEW';

export type ChangesQueryVariables = Exact<{
  after?: string | null | undefined;
  first: number;
  types: Array<string> | string;
}>;


export type ChangesQuery = { changes: { nodes: Array<{ kind: ChangeKind, id: string, node:
        | { __typename: 'AcceleratedImprovementPlan', version: number, updatedAt: string, title: string, id: string, planStatus: PlanStatus, district: { id: string, name: string } }
        | { __typename: 'AccountabilityRating', version: number, updatedAt: string, id: string }
        | { __typename: 'Activity', version: number, updatedAt: string, id: string }
        | { __typename: 'AdoptionMotive', version: number, updatedAt: string, id: string }
        | { __typename: 'AnnualSummary', version: number, updatedAt: string, id: string }
        | { __typename: 'Appointment', version: number, updatedAt: string, id: string }
        | { __typename: 'Benchmark', version: number, updatedAt: string, statement: string, dueOn: string, id: string, benchmarkStatus: BenchmarkStatus, initiative: { id: string } }
        | { __typename: 'CareerTrajectory', version: number, updatedAt: string, id: string }
        | { __typename: 'CareerTrajectoryStep', version: number, updatedAt: string, id: string }
        | { __typename: 'CausalConcept', version: number, updatedAt: string, id: string }
        | { __typename: 'CausalLink', version: number, updatedAt: string, id: string }
        | { __typename: 'CausalNetwork', version: number, updatedAt: string, id: string }
        | { __typename: 'CausalStream', version: number, updatedAt: string, id: string }
        | { __typename: 'CausalStreamStep', version: number, updatedAt: string, id: string }
        | { __typename: 'CausalVariable', version: number, updatedAt: string, id: string }
        | { __typename: 'Client', version: number, updatedAt: string, id: string }
        | { __typename: 'ClientKey', version: number, updatedAt: string, id: string }
        | { __typename: 'Code', version: number, updatedAt: string, id: string }
        | { __typename: 'Coding', version: number, updatedAt: string, id: string }
        | { __typename: 'DataPresentation', version: number, updatedAt: string, id: string }
        | { __typename: 'DisclosedRecord', version: number, updatedAt: string, id: string }
        | { __typename: 'Disclosure', version: number, updatedAt: string, id: string }
        | { __typename: 'District', version: number, updatedAt: string, id: string }
        | { __typename: 'DistrictStandard', version: number, updatedAt: string, id: string }
        | { __typename: 'Engagement', version: number, updatedAt: string, id: string }
        | { __typename: 'Enrollment', version: number, updatedAt: string, id: string }
        | { __typename: 'Evidence', version: number, updatedAt: string, id: string }
        | { __typename: 'EvidenceFile', version: number, updatedAt: string, id: string }
        | { __typename: 'Firm', version: number, updatedAt: string, id: string }
        | { __typename: 'FrozenDocument', version: number, updatedAt: string, id: string }
        | { __typename: 'HighlightAttendance', version: number, updatedAt: string, id: string }
        | { __typename: 'HighlightMeeting', version: number, updatedAt: string, id: string }
        | { __typename: 'HighlightReport', version: number, updatedAt: string, id: string }
        | { __typename: 'Informant', version: number, updatedAt: string, id: string }
        | { __typename: 'Initiative', version: number, updatedAt: string, title: string, id: string, strategicObjective: { plan: { id: string } } }
        | { __typename: 'Innovation', version: number, updatedAt: string, id: string }
        | { __typename: 'InstructionalStrategy', version: number, updatedAt: string, id: string }
        | { __typename: 'Interview', version: number, updatedAt: string, id: string }
        | { __typename: 'JobMobilityEvent', version: number, updatedAt: string, id: string }
        | { __typename: 'JobMobilityKeyActor', version: number, updatedAt: string, id: string }
        | { __typename: 'JobMobilityPerson', version: number, updatedAt: string, id: string }
        | { __typename: 'JointWalkthroughMemo', version: number, updatedAt: string, id: string }
        | { __typename: 'KeyActor', version: number, updatedAt: string, id: string }
        | { __typename: 'KeyActorIdentity', version: number, updatedAt: string, id: string }
        | { __typename: 'KeyIssue', version: number, updatedAt: string, id: string }
        | { __typename: 'LeadershipCommitteeMember', version: number, updatedAt: string, id: string }
        | { __typename: 'LeadershipMeeting', version: number, updatedAt: string, id: string }
        | { __typename: 'LeadershipPacket', version: number, updatedAt: string, id: string }
        | { __typename: 'LeadershipSegment', version: number, updatedAt: string, id: string }
        | { __typename: 'Measurement', version: number, updatedAt: string, measuredOn: string, value: string, id: string, benchmark: { id: string } | null }
        | { __typename: 'Memo', version: number, updatedAt: string, id: string }
        | { __typename: 'MemoReference', version: number, updatedAt: string, id: string }
        | { __typename: 'MobilityAssessment', version: number, updatedAt: string, id: string }
        | { __typename: 'MonitoringVisit', version: number, updatedAt: string, id: string }
        | { __typename: 'Observation', version: number, updatedAt: string, id: string }
        | { __typename: 'Obstacle', version: number, updatedAt: string, id: string }
        | { __typename: 'OutcomeRating', version: number, updatedAt: string, id: string }
        | { __typename: 'PerformanceIndex', version: number, updatedAt: string, id: string }
        | { __typename: 'Person', version: number, updatedAt: string, id: string }
        | { __typename: 'PersonContact', version: number, updatedAt: string, id: string }
        | { __typename: 'PersonLogin', version: number, updatedAt: string, id: string }
        | { __typename: 'PersonName', version: number, updatedAt: string, id: string }
        | { __typename: 'PlanAmendment', version: number, updatedAt: string, id: string }
        | { __typename: 'PlanAmendmentChange', version: number, updatedAt: string, id: string }
        | { __typename: 'PlanManager', version: number, updatedAt: string, id: string }
        | { __typename: 'PlanMonitor', version: number, updatedAt: string, id: string }
        | { __typename: 'PlanReview', version: number, updatedAt: string, id: string }
        | { __typename: 'PlanReviewRating', version: number, updatedAt: string, id: string }
        | { __typename: 'ProgressNote', version: number, updatedAt: string, id: string }
        | { __typename: 'QuarterlyFinding', version: number, updatedAt: string, id: string }
        | { __typename: 'QuarterlyProgressReport', version: number, updatedAt: string, id: string }
        | { __typename: 'QuarterlySection', version: number, updatedAt: string, id: string }
        | { __typename: 'QuotedBenchmark', version: number, updatedAt: string, id: string }
        | { __typename: 'Reminder', version: number, updatedAt: string, id: string }
        | { __typename: 'ReportedStatistic', version: number, updatedAt: string, id: string }
        | { __typename: 'ResearchQuestion', version: number, updatedAt: string, id: string }
        | { __typename: 'School', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolConditionReview', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolImprovementPlan', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolPlanItem', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolPlanItemStrategy', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolPlanMemo', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolPlanReview', version: number, updatedAt: string, id: string }
        | { __typename: 'SchoolPlanReviewItem', version: number, updatedAt: string, id: string }
        | { __typename: 'SelfAssessment', version: number, updatedAt: string, id: string }
        | { __typename: 'SelfAssessmentRating', version: number, updatedAt: string, id: string }
        | { __typename: 'Site', version: number, updatedAt: string, id: string }
        | { __typename: 'SiteFamilyMembership', version: number, updatedAt: string, id: string }
        | { __typename: 'SourceDocument', version: number, updatedAt: string, id: string }
        | { __typename: 'StaffRetention', version: number, updatedAt: string, id: string }
        | { __typename: 'StandardIndicator', version: number, updatedAt: string, id: string }
        | { __typename: 'StandardReview', version: number, updatedAt: string, id: string }
        | { __typename: 'StateAppointment', version: number, updatedAt: string, id: string }
        | { __typename: 'StatewideRetention', version: number, updatedAt: string, id: string }
        | { __typename: 'StatisticCell', version: number, updatedAt: string, id: string }
        | { __typename: 'StatisticsRelease', version: number, updatedAt: string, id: string }
        | { __typename: 'StrategicObjective', version: number, updatedAt: string, id: string }
        | { __typename: 'StrategyCount', version: number, updatedAt: string, id: string }
        | { __typename: 'Study', version: number, updatedAt: string, id: string }
        | { __typename: 'StudyFigure', version: number, updatedAt: string, id: string }
        | { __typename: 'StudyMember', version: number, updatedAt: string, id: string }
        | { __typename: 'Theme', version: number, updatedAt: string, id: string }
        | { __typename: 'ThemeCode', version: number, updatedAt: string, id: string }
        | { __typename: 'ThemeGrounding', version: number, updatedAt: string, id: string }
        | { __typename: 'Transcript', version: number, updatedAt: string, id: string }
        | { __typename: 'TranscriptOriginal', version: number, updatedAt: string, id: string }
        | { __typename: 'TranscriptSpan', version: number, updatedAt: string, id: string }
        | { __typename: 'VisitNote', version: number, updatedAt: string, id: string }
        | { __typename: 'Walkthrough', version: number, updatedAt: string, id: string }
        | { __typename: 'WalkthroughComment', version: number, updatedAt: string, id: string }
        | { __typename: 'WalkthroughCount', version: number, updatedAt: string, id: string }
        | { __typename: 'WalkthroughTarget', version: number, updatedAt: string, id: string }
        | { __typename: 'WalkthroughTool', version: number, updatedAt: string, id: string }
        | { __typename: 'WalkthroughToolStrategy', version: number, updatedAt: string, id: string }
       | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type PlansQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PlansQuery = { list: { nodes: Array<{ id: string, version: number }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type InitiativesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type InitiativesQuery = { list: { nodes: Array<{ id: string, version: number }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type BenchmarksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type BenchmarksQuery = { list: { nodes: Array<{ id: string, version: number }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type MeasurementsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MeasurementsQuery = { list: { nodes: Array<{ id: string, version: number }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ChangesDocument = new TypedDocumentString(`
    query Changes($after: String, $first: Int!, $types: [String!]!) {
  changes(after: $after, first: $first, types: $types) {
    nodes {
      kind
      id
      node {
        __typename
        id
        ... on Record {
          version
          updatedAt
        }
        ... on AcceleratedImprovementPlan {
          title
          planStatus: status
          district {
            id
            name
          }
        }
        ... on Initiative {
          title
          strategicObjective {
            plan {
              id
            }
          }
        }
        ... on Benchmark {
          statement
          benchmarkStatus: status
          dueOn
          initiative {
            id
          }
        }
        ... on Measurement {
          measuredOn
          value
          benchmark {
            id
          }
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesQuery, ChangesQueryVariables>;
export const PlansDocument = new TypedDocumentString(`
    query Plans($after: String) {
  list: plans(first: 500, after: $after) {
    nodes {
      id
      version
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<PlansQuery, PlansQueryVariables>;
export const InitiativesDocument = new TypedDocumentString(`
    query Initiatives($after: String) {
  list: initiatives(first: 500, after: $after) {
    nodes {
      id
      version
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<InitiativesQuery, InitiativesQueryVariables>;
export const BenchmarksDocument = new TypedDocumentString(`
    query Benchmarks($after: String) {
  list: benchmarks(first: 500, after: $after) {
    nodes {
      id
      version
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<BenchmarksQuery, BenchmarksQueryVariables>;
export const MeasurementsDocument = new TypedDocumentString(`
    query Measurements($after: String) {
  list: measurements(first: 500, after: $after) {
    nodes {
      id
      version
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<MeasurementsQuery, MeasurementsQueryVariables>;