/** Monaco asks for its workers by label; the page names their files. */
const files = document.getElementById('explorer').dataset;

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const url = new URL(files[label] ?? files.editor, import.meta.url);
    return new Worker(url, { type: 'module', name: label });
  },
};
