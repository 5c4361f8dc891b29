/** Thrown inside the generator for what it leaves to the closures. Never seen outside. */
export class Unsupported extends Error {}
