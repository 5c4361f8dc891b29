export {
  type DecisionLayers,
  type LayerChange,
  type LayerLink,
  type LayerValue,
  type LayerView,
  type ParamLayers,
  viewLayers,
} from './layer-view.ts';
