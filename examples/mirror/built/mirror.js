/** `node built/mirror.js FILE`: bring a copy up to date, and compare it with what there is to see. */
import { parseArgs } from "node:util";
import { Api, Refused } from "./api.js";
import { CHANGES, LISTS, TYPES } from "./documents.js";
import { Journal } from "./journal.js";
/** Take pages until the copy is the slice. */
async function follow(api, copy, first) {
    for (let more = true; more;) {
        const { changes } = await api.ask(CHANGES, { after: copy.cursor, first, types: TYPES });
        const put = [];
        const drop = [];
        for (const { kind, id, node } of changes.nodes) {
            if (kind === "DELETED" || kind === "LEFT_SLICE")
                drop.push(id);
            else if (node && "version" in node)
                put.push(node);
        }
        const { endCursor, hasNextPage } = changes.pageInfo;
        if (endCursor && (endCursor !== copy.cursor || put.length || drop.length))
            await copy.take({ put, drop, cursor: endCursor });
        more = hasNextPage;
    }
}
/** Bring the copy up to date; begin anew where the API no longer knows what its cursor means. */
async function bringUpToDate(api, copy, first) {
    try {
        await follow(api, copy, first);
    }
    catch (error) {
        if (!(error instanceof Refused && error.code === "BAD_USER_INPUT" && copy.cursor))
            throw error;
        console.error(`Beginning anew: ${error.message}`);
        await copy.clear();
        await follow(api, copy, first);
    }
}
/** The ids and versions of all that there is to see, from the lists. */
async function listed(api) {
    const seen = new Map();
    for (const list of LISTS) {
        for (let after = null, more = true; more;) {
            const page = (await api.ask(list, { after })).list;
            for (const { id, version } of page.nodes)
                seen.set(id, version);
            after = page.pageInfo.endCursor ?? null;
            more = page.pageInfo.hasNextPage;
        }
    }
    return seen;
}
/** How many records differ between the copy and the lists. */
function differences(copy, seen) {
    const ids = new Set([...copy.records.keys(), ...seen.keys()]);
    return [...ids].filter((id) => copy.records.get(id)?.version !== seen.get(id)).length;
}
/** Compare; what is written between the two reads makes them differ, so each is read again. */
async function verify(api, copy, first) {
    let different = 0;
    for (let attempt = 0; attempt < 5; attempt += 1) {
        different = differences(copy, await listed(api));
        if (different === 0)
            break;
        await bringUpToDate(api, copy, first);
    }
    return different;
}
function setting(name) {
    const value = process.env[name];
    if (!value)
        throw new Error(`Set ${name}.`);
    return value;
}
const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { page: { type: "string", default: "500" } },
});
const [path] = positionals;
if (!path)
    throw new Error("Say in which file the copy is kept.");
const api = new Api(process.env["THROUGHLINE_URL"] ?? "http://127.0.0.1:8000", setting("CLIENT_ID"), setting("CLIENT_SECRET"));
const first = Number(values.page);
const copy = await Journal.open(path);
const [before, resumed] = [copy.pages, copy.cursor !== null];
await bringUpToDate(api, copy, first);
const different = await verify(api, copy, first);
console.log(JSON.stringify({
    resumed,
    pages: copy.pages - before,
    records: copy.records.size,
    different,
}));
await copy.close();
process.exitCode = different ? 1 : 0;
