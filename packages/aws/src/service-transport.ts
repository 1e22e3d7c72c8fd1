import { type Transport, transport } from './transport/transport';

/** Milliseconds to connect, and for one attempt in all; there are two. */
const PATIENCE = { connectMs: 1_000, answerMs: 2_000, maxAttempts: 2, baseMs: 50 };

/** The way to a service that is not asked for data while a customer waits for many answers: less patient than DynamoDB's. */
export const serviceTransport = (
  service: 'secretsmanager' | 'sns' | 'sqs',
  environment: NodeJS.ProcessEnv | undefined,
): Transport => transport({ ...PATIENCE, service, environment });
