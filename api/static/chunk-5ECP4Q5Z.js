/* Licences: THIRD-PARTY.txt */
import{gb as l,oa as r,ta as t}from"./chunk-MJ5UMAAL.js";var o=!1;function n(i){if(o)return;o=!0;let s=new r(e=>{globalThis.postMessage(e)},e=>new l(t.getChannel(e),i));globalThis.onmessage=e=>{s.onmessage(e.data)}}globalThis.onmessage=i=>{o||n(null)};export{n as a};
