export class TypedDocumentString extends String {
    __apiType;
    value;
    __meta__;
    constructor(value, __meta__) {
        super(value);
        this.value = value;
        this.__meta__ = __meta__;
    }
    toString() {
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
    `);
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
    `);
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
    `);
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
    `);
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
    `);
