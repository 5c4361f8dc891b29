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
