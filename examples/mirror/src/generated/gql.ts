/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Changes($after: String, $first: Int!, $types: [String!]!) {\n    changes(after: $after, first: $first, types: $types) {\n      nodes {\n        kind\n        id\n        node {\n          __typename\n          id\n          ... on Record { version updatedAt }\n          ... on AcceleratedImprovementPlan { title planStatus: status district { id name } }\n          ... on Initiative { title strategicObjective { plan { id } } }\n          ... on Benchmark { statement benchmarkStatus: status dueOn initiative { id } }\n          ... on Measurement { measuredOn value benchmark { id } }\n        }\n      }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": typeof types.ChangesDocument,
    "\n    query Plans($after: String) {\n      list: plans(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": typeof types.PlansDocument,
    "\n    query Initiatives($after: String) {\n      list: initiatives(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": typeof types.InitiativesDocument,
    "\n    query Benchmarks($after: String) {\n      list: benchmarks(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": typeof types.BenchmarksDocument,
    "\n    query Measurements($after: String) {\n      list: measurements(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": typeof types.MeasurementsDocument,
};
const documents: Documents = {
    "\n  query Changes($after: String, $first: Int!, $types: [String!]!) {\n    changes(after: $after, first: $first, types: $types) {\n      nodes {\n        kind\n        id\n        node {\n          __typename\n          id\n          ... on Record { version updatedAt }\n          ... on AcceleratedImprovementPlan { title planStatus: status district { id name } }\n          ... on Initiative { title strategicObjective { plan { id } } }\n          ... on Benchmark { statement benchmarkStatus: status dueOn initiative { id } }\n          ... on Measurement { measuredOn value benchmark { id } }\n        }\n      }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": types.ChangesDocument,
    "\n    query Plans($after: String) {\n      list: plans(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.PlansDocument,
    "\n    query Initiatives($after: String) {\n      list: initiatives(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.InitiativesDocument,
    "\n    query Benchmarks($after: String) {\n      list: benchmarks(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.BenchmarksDocument,
    "\n    query Measurements($after: String) {\n      list: measurements(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  ": types.MeasurementsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Changes($after: String, $first: Int!, $types: [String!]!) {\n    changes(after: $after, first: $first, types: $types) {\n      nodes {\n        kind\n        id\n        node {\n          __typename\n          id\n          ... on Record { version updatedAt }\n          ... on AcceleratedImprovementPlan { title planStatus: status district { id name } }\n          ... on Initiative { title strategicObjective { plan { id } } }\n          ... on Benchmark { statement benchmarkStatus: status dueOn initiative { id } }\n          ... on Measurement { measuredOn value benchmark { id } }\n        }\n      }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"): typeof import('./graphql.js').ChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query Plans($after: String) {\n      list: plans(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  "): typeof import('./graphql.js').PlansDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query Initiatives($after: String) {\n      list: initiatives(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  "): typeof import('./graphql.js').InitiativesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query Benchmarks($after: String) {\n      list: benchmarks(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  "): typeof import('./graphql.js').BenchmarksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query Measurements($after: String) {\n      list: measurements(first: 500, after: $after) {\n        nodes { id version }\n        pageInfo { endCursor hasNextPage }\n      }\n    }\n  "): typeof import('./graphql.js').MeasurementsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
