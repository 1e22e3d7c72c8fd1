/**
 * Every problem Frontdesk answers with: its stable code, HTTP status and title. Callers may rely on codes for ever; texts may
 * change. The 4xx and 5xx that API Gateway answers by itself are not here: they have a body of its own.
 */
export const PROBLEMS = {
  malformed_json: [400, 'The body is not valid JSON'],
  malformed_csv: [400, 'The body is not valid CSV'],
  not_utf8: [400, 'The body is not in UTF-8'],
  invalid_request: [400, 'The request is not valid'],
  invalid_cursor: [400, 'The cursor does not belong to this list'],
  tenant_header_missing: [400, 'The x-client-id header is missing'],
  token_not_accepted: [403, 'This kind of token is not accepted here'],
  tenant_claim_missing: [403, 'The token names no tenant'],
  tenant_mismatch: [403, 'The x-client-id header disagrees with the token'],
  tenant_not_allowed: [403, 'The service client may not act for this tenant'],
  tenant_suspended: [403, 'The tenant is suspended'],
  service_not_registered: [403, 'The service client is registered for no tenant'],
  group_required: [403, 'The user is in none of the groups that this needs'],
  not_found: [404, 'There is no such resource'],
  route_not_found: [404, 'There is no such route'],
  method_not_allowed: [405, 'The method is not allowed on this route'],
  faq_exists: [409, 'An entry with this question exists'],
  idempotency_in_flight: [409, 'A request with this idempotency key is still in flight'],
  session_of_other_contact: [409, 'The session belongs to another contact'],
  slot_taken: [409, 'The resource is reserved at that time'],
  task_exists: [409, 'A task with this name exists'],
  version_conflict: [409, 'The version is stale'],
  write_conflict: [409, 'The resource was changed at the same time'],
  precondition_failed: [412, 'The resource is not the one named in If-Match'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The content type is not supported'],
  idempotency_key_reused: [422, 'The idempotency key belongs to another request'],
  rate_limited: [429, 'Too many requests'],
  internal_error: [500, 'Something went wrong on our side'],
  temporarily_unavailable: [503, 'The service is temporarily unavailable'],
  deadline_exceeded: [504, 'The request took too long'],
  assistant_unavailable: [502, 'No assistant could answer'],
  assistant_timeout: [504, 'No assistant could answer in time'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;
