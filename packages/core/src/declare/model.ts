/** A model of Bedrock that functions may ask. Which one that is, and in which Region, each environment's references say. */
export interface ModelResource {
  readonly kind: 'model';
  /** The first part of those references: `bedrock` has `bedrock_model` and `bedrock_region`. */
  readonly name: 'bedrock';
}
