/** A column as a frame stores it, possibly a typed array: read it by index, and do not modify it. */
export type HeldColumn = ArrayLike<unknown> & Iterable<unknown>

/** The columns, by name and in order, of frames whose rows have not been created yet. */
export const heldColumns: WeakMap<object, ReadonlyMap<string, HeldColumn>> = new WeakMap()
