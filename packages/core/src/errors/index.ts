/** Errors with a defined answer, and how faults of input are told. */
export { PROBLEMS, type ProblemCode } from './catalog';
export * from './faults';
export { type Fault, faultsOf, type Issue, issueText } from './issue-text';
export { notFound, Problem, type ProblemOptions, problemDocument } from './problem';
