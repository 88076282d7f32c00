const PATIENCE = 60_000;
const LONGEST_PAUSE = 5_000;
const AGAIN = new Set([429, 502, 503, 504]);
/** What the API refuses; `code` is of docs/decisions/errors.md. */
export class Refused extends Error {
    code;
    constructor(told) {
        super(told.message);
        this.code = told.extensions?.code;
    }
}
export class Api {
    address;
    clientId;
    secret;
    #token = "";
    #until = 0;
    constructor(address, clientId, secret) {
        this.address = address;
        this.clientId = clientId;
        this.secret = secret;
    }
    /** The data of an operation; what it may be and what it needs, the document's type says. */
    async ask(document, variables) {
        const body = JSON.stringify({ query: document.toString(), variables });
        let reply = await this.#asked(body);
        if (reply.status === 401) {
            this.#until = 0; // the token ended before its time
            reply = await this.#asked(body);
        }
        const { data, errors } = (await reply.json());
        if (errors?.[0])
            throw new Refused(errors[0]);
        if (!data)
            throw new Error(`The API answers ${reply.status} without data.`);
        return data;
    }
    async #asked(body) {
        if (Date.now() > this.#until)
            await this.#logIn();
        return patiently(`${this.address}/graphql`, {
            method: "POST",
            headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
            body,
        });
    }
    async #logIn() {
        const proof = Buffer.from(`${this.clientId}:${this.secret}`).toString("base64");
        const reply = await patiently(`${this.address}/oauth/token`, {
            method: "POST",
            headers: { authorization: `Basic ${proof}` },
            body: new URLSearchParams({ grant_type: "client_credentials", scope: "read" }),
        });
        const given = (await reply.json());
        if (!given.access_token)
            throw new Error(`No token: ${given.error ?? reply.status}`);
        this.#token = given.access_token;
        this.#until = Date.now() + 1000 * ((given.expires_in ?? 60) - 30);
    }
}
/** A reply that is not "later": a server that restarts or asks to wait is waited for. */
async function patiently(address, request) {
    const until = Date.now() + PATIENCE;
    for (let pause = 200;; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        let told = 0;
        try {
            const reply = await fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE) });
            if (!AGAIN.has(reply.status) || Date.now() > until)
                return reply;
            told = 1000 * Number(reply.headers.get("retry-after") ?? 0);
        }
        catch (error) {
            if (Date.now() > until)
                throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, (told || pause) * (0.75 + Math.random() / 2)));
    }
}
