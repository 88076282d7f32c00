import 'graphiql/graphiql.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import './style.css';
import './workers.js';
// Before GraphiQL, which loads it lazily: its stylesheets belong to this entry's.
import 'monaco-graphql/esm/monaco-editor.js';

import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { AskAgain } from './AskAgain.jsx';
import { callerFromBar } from './caller.js';
import { createFetcher } from './fetcher.js';
import { DEFAULT_QUERY } from './query.js';
import { THEMES } from './themes.js';

const caller = callerFromBar();
const fetcher = createFetcher(caller);

createRoot(document.getElementById('explorer')).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={DEFAULT_QUERY}
    editorTheme={THEMES}
    inputValueDeprecation
    schemaDescription
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo> </GraphiQL.Logo>
    <AskAgain caller={caller} />
  </GraphiQL>,
);
