/* Licences: THIRD-PARTY.txt */
import{Ke as a,Le as b,Me as c,Ne as d}from"./chunk-JMNGW2XU.js";import"./chunk-6YCGMLTN.js";import"./chunk-TBT7AJPW.js";export{c as HitTestContext,b as MouseTarget,d as MouseTargetFactory,a as PointerHandlerLastRenderData};
