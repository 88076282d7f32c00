// A relying party on openid-client: each line of input asks one thing of it, as JSON, and each
// line of output is what came of it.
import { createPrivateKey } from "node:crypto";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../npm/package.json", import.meta.url));
const oidc = await import(pathToFileURL(require.resolve("openid-client")));

const issuer = new URL(process.argv[2]);
const clients = new Map();

async function privateKey(pem) {
  const key = createPrivateKey(pem).export({ format: "jwk" });
  return crypto.subtle.importKey("jwk", key, { name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
  ]);
}

async function authentication({ secret, key, kid }) {
  if (secret) return oidc.ClientSecretBasic(secret);
  if (key) return oidc.PrivateKeyJwt({ key: await privateKey(key), kid });
  return oidc.None();
}

const does = {
  async discover({ client, algorithm = "oidc", ...proof }) {
    const config = await oidc.discovery(issuer, client, {}, await authentication(proof), {
      algorithm,
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    });
    clients.set(client, config);
    return config.serverMetadata();
  },
  async begin({ client, ...parameters }) {
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(clients.get(client), {
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
      ...parameters,
    });
    return { url, verifier, state, nonce };
  },
  async finish({ client, url, verifier, state, nonce }) {
    const tokens = await oidc.authorizationCodeGrant(clients.get(client), new URL(url), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    return { ...tokens, claims: tokens.claims() };
  },
  async refresh({ client, token }) {
    const tokens = await oidc.refreshTokenGrant(clients.get(client), token);
    return { ...tokens, claims: tokens.claims() };
  },
  credentials: ({ client, ...parameters }) =>
    oidc.clientCredentialsGrant(clients.get(client), parameters),
  revoke: async ({ client, token }) => {
    await oidc.tokenRevocation(clients.get(client), token);
    return {};
  },
  introspect: ({ client, token }) => oidc.tokenIntrospection(clients.get(client), token),
  userinfo: ({ client, token, sub }) => oidc.fetchUserInfo(clients.get(client), token, sub),
  leave: ({ client, ...parameters }) => ({
    url: oidc.buildEndSessionUrl(clients.get(client), parameters),
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { what, ...given } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: await does[what](given) }));
  } catch ({ name, message, code, error, status }) {
    console.log(JSON.stringify({ refused: { name, message, code, error, status } }));
  }
}
