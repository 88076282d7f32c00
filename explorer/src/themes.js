/** Monaco's colours to go with ours: GraphiQL's own are pink, and some are too pale to read. */
import { editor } from 'monaco-editor/esm/vs/editor/editor.api.js';

export const THEMES = { dark: 'throughline-dark', light: 'throughline-light' };

define(THEMES.light, 'vs', {
  accent: '#1d4e89',
  argument: '5a57c0',
  brackets: ['#0b3fbf', '#1c6b2a', '#7b3814'],
  ground: '#ffffff',
  lineNumber: '#5d6b84',
  soft: '#1d4e8918',
});

define(THEMES.dark, 'vs-dark', {
  accent: '#8ab8f2',
  argument: 'a9a4ff',
  brackets: ['#ffd75e', '#da8be0', '#6bb6f5'],
  ground: '#212a3b',
  lineNumber: '#9aa6bd',
  soft: '#8ab8f222',
});

function define(name, base, { accent, argument, brackets, ground, lineNumber, soft }) {
  editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [{ token: 'argument.identifier.gql', foreground: argument }],
    colors: {
      'editor.background': '#ffffff00',
      'editorBracketHighlight.foreground1': brackets[0],
      'editorBracketHighlight.foreground2': brackets[1],
      'editorBracketHighlight.foreground3': brackets[2],
      'editorHoverWidget.background': ground,
      'editorLineNumber.foreground': lineNumber,
      'editorLineNumber.dimmedForeground': lineNumber,
      'editorLink.activeForeground': accent,
      'editorSuggestWidget.background': ground,
      'editorSuggestWidget.selectedBackground': soft,
      'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.focusHighlightForeground': accent,
      'editorWidget.background': ground,
      'editorWidget.resizeBorder': accent,
      focusBorder: accent,
      'inputOption.hoverBackground': soft,
      'list.focusHighlightForeground': accent,
      'list.highlightForeground': accent,
      'list.hoverBackground': soft,
      'menu.background': ground,
      'menu.selectionBackground': soft,
      'menu.selectionForeground': accent,
      'pickerGroup.foreground': accent,
      'quickInput.background': ground,
      'quickInputList.focusBackground': soft,
      'quickInputList.focusForeground': accent,
      'scrollbar.shadow': '#ffffff00',
      'textLink.activeForeground': accent,
      'textLink.foreground': accent,
      'toolbar.hoverBackground': soft,
    },
  });
}
