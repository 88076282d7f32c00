/* Licences: THIRD-PARTY.txt */
import{a}from"./chunk-5ECP4Q5Z.js";import"./chunk-MJ5UMAAL.js";import"./chunk-6YCGMLTN.js";import"./chunk-TBT7AJPW.js";export{a as initialize};
