/** Asks as the firm's server: one token for as long as it is good, and patience with the network. */
import type { TypedDocumentString } from "./generated/graphql.js";

const PATIENCE = 60_000;
const LONGEST_PAUSE = 5_000;
const AGAIN = new Set([429, 502, 503, 504]);

interface Told {
  message: string;
  extensions?: { code?: string };
}

/** What the API refuses; `code` is of docs/decisions/errors.md. */
export class Refused extends Error {
  readonly code: string | undefined;

  constructor(told: Told) {
    super(told.message);
    this.code = told.extensions?.code;
  }
}

export class Api {
  #token = "";
  #until = 0;

  constructor(
    readonly address: string,
    readonly clientId: string,
    readonly secret: string,
  ) {}

  /** The data of an operation; what it may be and what it needs, the document's type says. */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const body = JSON.stringify({ query: document.toString(), variables });
    let reply = await this.#asked(body);
    if (reply.status === 401) {
      this.#until = 0; // the token ended before its time
      reply = await this.#asked(body);
    }
    const { data, errors } = (await reply.json()) as { data?: Data; errors?: Told[] };
    if (errors?.[0]) throw new Refused(errors[0]);
    if (!data) throw new Error(`The API answers ${reply.status} without data.`);
    return data;
  }

  async #asked(body: string): Promise<Response> {
    if (Date.now() > this.#until) await this.#logIn();
    return patiently(`${this.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      body,
    });
  }

  async #logIn(): Promise<void> {
    const proof = Buffer.from(`${this.clientId}:${this.secret}`).toString("base64");
    const reply = await patiently(`${this.address}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${proof}` },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: "read" }),
    });
    const given = (await reply.json()) as {
      access_token?: string;
      expires_in?: number;
      error?: string;
    };
    if (!given.access_token) throw new Error(`No token: ${given.error ?? reply.status}`);
    this.#token = given.access_token;
    this.#until = Date.now() + 1000 * ((given.expires_in ?? 60) - 30);
  }
}

/** A reply that is not "later": a server that restarts or asks to wait is waited for. */
async function patiently(address: string, request: RequestInit): Promise<Response> {
  const until = Date.now() + PATIENCE;
  for (let pause = 200; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    let told = 0;
    try {
      const reply = await fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE) });
      if (!AGAIN.has(reply.status) || Date.now() > until) return reply;
      told = 1000 * Number(reply.headers.get("retry-after") ?? 0);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, (told || pause) * (0.75 + Math.random() / 2)));
  }
}
