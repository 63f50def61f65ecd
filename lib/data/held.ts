/** A column as a frame holds it, typed arrays among them: to be read by place, and not to be modified. */
export type HeldColumn = ArrayLike<unknown> & Iterable<unknown>

/** The columns of frames whose rows nobody has asked for yet, by name and in their order. */
export const heldColumns: WeakMap<object, ReadonlyMap<string, HeldColumn>> = new WeakMap()
