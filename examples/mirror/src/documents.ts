import { graphql } from "./generated/gql.js";

/** The types of record that the copy holds: what a firm's tool works with. */
export const TYPES = ["AcceleratedImprovementPlan", "Initiative", "Benchmark", "Measurement"];

/** What to do to the copy since a cursor, with the records as they are now. */
export const CHANGES = graphql(`
  query Changes($after: String, $first: Int!, $types: [String!]!) {
    changes(after: $after, first: $first, types: $types) {
      nodes {
        kind
        id
        node {
          __typename
          id
          ... on Record { version updatedAt }
          ... on AcceleratedImprovementPlan { title planStatus: status district { id name } }
          ... on Initiative { title strategicObjective { plan { id } } }
          ... on Benchmark { statement benchmarkStatus: status dueOn initiative { id } }
          ... on Measurement { measuredOn value benchmark { id } }
        }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

/** What there is to see, listed: what the copy is compared with. */
export const LISTS = [
  graphql(`
    query Plans($after: String) {
      list: plans(first: 500, after: $after) {
        nodes { id version }
        pageInfo { endCursor hasNextPage }
      }
    }
  `),
  graphql(`
    query Initiatives($after: String) {
      list: initiatives(first: 500, after: $after) {
        nodes { id version }
        pageInfo { endCursor hasNextPage }
      }
    }
  `),
  graphql(`
    query Benchmarks($after: String) {
      list: benchmarks(first: 500, after: $after) {
        nodes { id version }
        pageInfo { endCursor hasNextPage }
      }
    }
  `),
  graphql(`
    query Measurements($after: String) {
      list: measurements(first: 500, after: $after) {
        nodes { id version }
        pageInfo { endCursor hasNextPage }
      }
    }
  `),
];
