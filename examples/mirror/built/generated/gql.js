/* eslint-disable */
import * as types from './graphql.js';
const documents = {
    "\n  query Changes($after: String, $first: Int!, $types: [String!]!) {\n    changes(after: $after, first: $first, types: $types) {\n      nodes {\n        kind\n        id\n        node {\n          __typename\n          id\n          ... on Record { version updatedAt }\n          ... on AcceleratedImprovementPlan { title planStatus: status district { id name } }\n          ... on Initiative { title strategicObjective { plan { id } } }\n          ... on Benchmark { statement benchmarkStatus: status dueOn initiative { id } }\n          ... on Measurement { measuredOn value benchmark { id } }\n        }\n      }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": types.ChangesDocument,
    "\n    query Plans($after: String) {\n      list: plans(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.PlansDocument,
    "\n    query Initiatives($after: String) {\n      list: initiatives(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.InitiativesDocument,
    "\n    query Benchmarks($after: String) {\n      list: benchmarks(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.BenchmarksDocument,
    "\n    query Measurements($after: String) {\n      list: measurements(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.MeasurementsDocument,
};
export function graphql(source) {
    return documents[source] ?? {};
}
