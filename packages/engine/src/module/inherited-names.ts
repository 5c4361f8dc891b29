/** What every object or list of JavaScript answers to without having it: read as own properties only. */
const INHERITED: ReadonlySet<string> = new Set(
  `__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor hasOwnProperty
  isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf at concat copyWithin entries every fill filter
  find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join keys lastIndexOf length map pop
  push reduce reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced unshift values
  with`.split(/\s+/),
);

/** Whether a plain read of the name could show something of JavaScript's own. */
export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}
