/** The vocabulary in which functions, routes and tables are declared, next to the code that serves them. */
export * from './caller';
export * from './function';
export * from './route';
export * from './table';
