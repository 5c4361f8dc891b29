// Work in bulk: a policy's decisions as an ES module, short answers by it, and what changes between two policies.

export { answerByModule, type ShortAnswerer } from './answer-by-module.ts';
export { type DecisionPlan, type PolicyModule, writePolicyModule } from './policy-module.ts';
export { createPolicyModules, type LoadModule, type PolicyModules } from './policy-modules.ts';
export { type ShortAnswer, shortAnswerOf } from './short-answer.ts';
export {
  type Change,
  createSimulation,
  type RefusedQuestions,
  type Simulation,
  type SimulationReport,
} from './simulation.ts';
