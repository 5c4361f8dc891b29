// Rules as the text of an ES module, for processes that decide much; and what links the imported module again.

export {
  type EmitOptions,
  type EmittedModule,
  emitModule,
  type ModuleLayout,
  type ModuleRule,
  type RuleLayout,
} from './emit-module.ts';
export {
  type LinkedModule,
  linkModule,
  type ModuleAnswer,
  type ModuleFunction,
  type ModuleMaker,
} from './link-module.ts';

// What a module is made of: rules lowered with one slot table, and what is declared of their facts

export type { FactTypes, Ir, SlotTable, ValueType } from '../ir/ir.ts';
export { lowerExpression } from '../ir/lower.ts';
export { createSlotTable } from '../ir/slots.ts';
