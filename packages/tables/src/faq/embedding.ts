/** A text's position in the space of an embedding model. */
export interface Embedding {
  /** Names the space: vectors of different embedders must not be compared. */
  readonly embedder: string;
  readonly vector: Float32Array;
}

/**
 * An embedding as an item holds it. A binary takes 4 bytes a dimension, where a list of numbers would take up to 20
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html). The bytes are in the
 * machine's order, which is little-endian wherever Lambda runs.
 */
export const embeddingAttributes = ({ embedder, vector }: Embedding): Record<string, unknown> => ({
  embedder,
  embedding: new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
});

/** An item's embedding, if it has one. */
export const embeddingOf = ({ embedder, embedding }: Record<string, unknown>): Embedding | undefined => {
  if (typeof embedder !== 'string' || !(embedding instanceof Uint8Array)) return undefined;
  // Copied: the client's bytes may begin anywhere in a larger buffer, but a Float32Array only at a multiple of four.
  return { embedder, vector: new Float32Array(Uint8Array.from(embedding).buffer) };
};
