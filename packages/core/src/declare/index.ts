/** The vocabulary for declaring functions, what invokes them and what they may use, next to the code that serves them. */
export * from './bucket';
export * from './caller';
export * from './consumer';
export * from './environment';
export * from './function';
export * from './grant';
export * from './identity';
export * from './messaging';
export * from './model';
export * from './route';
export * from './schedule';
export * from './secret';
export * from './socket';
export * from './table';
export * from './trigger';
