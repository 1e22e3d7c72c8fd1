/** JSON as callers send it: exact numbers, free-form objects, merge patches. */
export { JsonNumber, type JsonObject, jsonBytes, parseJson, stringifyJson } from './json';
export { jsonObject } from './json-object';
export { isObject, mergePatch } from './merge-patch';
