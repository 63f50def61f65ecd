/** The part of ml-cart used here; it has no types of its own. */
declare module 'ml-cart' {
  class DecisionTreeClassifier {
    constructor(options: { gainFunction: 'gini'; maxDepth: number; minNumSamples: number })
    train(x: readonly (readonly number[])[], labels: readonly number[]): void
    toJSON(): unknown
  }
  const cart: { DecisionTreeClassifier: typeof DecisionTreeClassifier }
  export default cart
}
