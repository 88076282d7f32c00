/**
 * Prettier's JSON formatter comes with its whole JavaScript parser (540 kB). This plugin formats
 * GraphiQL's variables with the JSON parser that is in the bundle anyway.
 */
import { applyEdits, format } from 'jsonc-parser';

const STYLE = { insertSpaces: true, tabSize: 2 };

export const parsers = {
  jsonc: {
    astFormat: 'jsonc-text',
    parse: text => ({ text }),
    locStart: () => 0,
    locEnd: ({ text }) => text.length,
  },
};

export const printers = {
  'jsonc-text': {
    print: ({ node }) => applyEdits(node.text, format(node.text, undefined, STYLE)),
  },
};
