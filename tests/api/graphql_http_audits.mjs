// Runs every server audit of graphql-http against the address given, and tells the outcome as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../npm/package.json", import.meta.url));
const { serverAudits } = await import(pathToFileURL(require.resolve("graphql-http")));

const audits = serverAudits({ url: process.argv[2] });
const results = [];
for (const audit of audits) results.push(await audit.fn());

const failed = results
  .filter((result) => result.status !== "ok")
  .map(({ id, name, status, reason }) => ({ id, name, status, reason }));
console.log(JSON.stringify({ passed: results.length - failed.length, failed }));
