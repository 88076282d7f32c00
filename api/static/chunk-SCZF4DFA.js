/* Licences: THIRD-PARTY.txt */
import{c as e,d as r}from"./chunk-HMK7LYA3.js";import"./chunk-TBT7AJPW.js";var s={insertSpaces:!0,tabSize:2},n={jsonc:{astFormat:"jsonc-text",parse:t=>({text:t}),locStart:()=>0,locEnd:({text:t})=>t.length}},p={"jsonc-text":{print:({node:t})=>r(t.text,e(t.text,void 0,s))}};export{n as parsers,p as printers};
