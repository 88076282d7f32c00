// npm's graphql-ws and graphql-sse, as a portal uses them: a line of JSON for whatever happens.
//
// node clients.mjs ws|sse ADDRESS TOKEN, and on stdin a line of JSON: {field, query, variables}.
// `variables.after` is kept up, so that an attempt after a lost connection goes on from there.
import { createInterface } from 'node:readline'

import { createClient as createSse } from '../../npm/node_modules/graphql-sse/lib/index.mjs'
import { createClient as createWs } from '../../npm/node_modules/graphql-ws/dist/index.js'
import WebSocket from '../../npm/node_modules/ws/wrapper.mjs'

const [, , transport, address, token] = process.argv
const say = (message) => process.stdout.write(JSON.stringify(message) + '\n')
const soon = () => new Promise((resolve) => setTimeout(resolve, 100))
const authorization = `Bearer ${token}`

const client =
  transport === 'ws'
    ? createWs({
        url: address.replace('http', 'ws'),
        connectionParams: () => ({ Authorization: authorization }),
        webSocketImpl: WebSocket,
        retryAttempts: Infinity,
        shouldRetry: () => true,
        retryWait: soon,
        on: { connected: (_socket, _payload, isRetry) => say({ connected: isRetry }) },
      })
    : createSse({
        url: address,
        headers: () => ({ authorization }),
        retryAttempts: Infinity,
        retry: soon,
        on: { connected: (isRetry) => say({ connected: isRetry }) },
      })

createInterface({ input: process.stdin }).on('line', (line) => {
  const { field, ...request } = JSON.parse(line)
  client.subscribe(request, {
    next: (result) => {
      const cursor = result.data?.[field]?.cursor
      if (cursor) request.variables.after = cursor
      say({ next: result })
    },
    error: (error) => say({ error: error.message ?? String(error) }),
    complete: () => say({ complete: true }),
  })
})
