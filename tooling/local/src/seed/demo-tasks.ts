import { isoTime } from '@frontdesk/core/time';
import type { Task } from '@frontdesk/tables';
import type { TenantSeed } from './tenant-seed';

const DAY_MS = 86_400_000;
const WEDNESDAY = 3;

/** Midnight, in UTC, of the next Wednesday that is not today. */
const nextWednesday = (now: number): string => {
  const days = (WEDNESDAY - new Date(now).getUTCDay() + 7) % 7 || 7;
  return isoTime(now + days * DAY_MS).slice(0, 10);
};

/** A demo tenant's reservation and its to-do. */
export const demoTasks = ({ reservation, toDo }: TenantSeed, now: number): { reservation: Task; toDo: Task } => {
  const made = { version: 1, created_at: isoTime(now), updated_at: isoTime(now) };
  const { from, to, ...booked } = reservation;
  const at = (time: string): string => `${nextWednesday(now)}T${time}:00.000Z`;
  return {
    reservation: { ...booked, kind: 'reservation', status: 'confirmed', starts_at: at(from), ends_at: at(to), ...made },
    toDo: { ...toDo, kind: 'task', status: 'open', ...made },
  };
};
