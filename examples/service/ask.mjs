// ask.mjs TENANT MESSAGE: passes a customer's words on to a tenant's front desk, and prints what it says.
import { FrontdeskError, frontdesk } from './frontdesk.mjs';
import { settings } from './settings.mjs';

const [tenant, message] = process.argv.slice(2);

const main = async () => {
  if (!tenant || !message) throw new Error('Usage: node examples/service/ask.mjs TENANT MESSAGE');
  const request = frontdesk(settings());
  const { reply, handoff } = await request(tenant, 'POST', '/chat', { message, metadata: { channel: 'example' } });
  console.log(reply);
  if (handoff) console.log('(A person of the staff should take over.)');
};

main().catch((error) => {
  console.error(error instanceof FrontdeskError ? `Frontdesk refused: ${error.message}` : error.message);
  process.exitCode = 1;
});
