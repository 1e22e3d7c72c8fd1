/** Reservations and tasks, for routes and for the assistant's tools. */
export { addTask, draftTask } from './add-task';
export { type AvailabilityQuestion, availability, availabilityQuestion, type Stretch } from './availability';
export { changeTask, removeTask, type TaskTarget } from './change-task';
export { patched, withStatus } from './content';
export type { Scheduling } from './scheduling';
export { instant, newTask, resource, taskContent, taskPatch } from './task-rules';
