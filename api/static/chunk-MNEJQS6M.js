/* Licences: THIRD-PARTY.txt */
import{a,b}from"./chunk-LL4ZLBI6.js";import"./chunk-PMTY27QT.js";import"./chunk-MJ5UMAAL.js";import"./chunk-JMNGW2XU.js";import"./chunk-6YCGMLTN.js";import"./chunk-TBT7AJPW.js";export{b as getWorker,a as jsonDefaults};
