import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types of the operations in src/, from the schema that the repository commits. */
const config: CodegenConfig = {
  schema: "../../schema.graphql",
  documents: "src/*.ts",
  importExtension: ".js",
  generates: {
    "src/generated/": {
      preset: "client",
      // persisted-documents.json is for `throughline documents register`.
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: {
        documentMode: "string",
        onlyOperationTypes: true,
        enumsAsTypes: true,
        strictScalars: true,
        useTypeImports: true,
        scalars: { Date: "string", DateTime: "string", Decimal: "string", UUID: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
