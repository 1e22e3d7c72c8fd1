import { notAllowed } from '../support/deployer-policy';

const STATE = 'arn:aws:s3:::frontdesk-dev-state-123456789012/frontdesk.tfstate';
const FAQ_INDEX = 'arn:aws:s3:::frontdesk-dev-123456789012-faq-index';

test('whoever deploys reads and writes the state, but nothing that another bucket holds', () => {
  const asked = [
    { action: 's3:PutObject', resource: STATE },
    { action: 's3:PutBucketNotification', resource: FAQ_INDEX },
    { action: 's3:GetObject', resource: `${FAQ_INDEX}/acme` },
  ];
  expect(notAllowed(asked)).toEqual([{ action: 's3:GetObject', resource: `${FAQ_INDEX}/acme` }]);
});

test('an action whose resource nobody knows is allowed if it is allowed on anything', () => {
  expect(notAllowed([{ action: 'scheduler:CreateSchedule', resource: null }])).toEqual([]);
  expect(notAllowed([{ action: 'ec2:RunInstances', resource: null }])).toEqual([
    { action: 'ec2:RunInstances', resource: null },
  ]);
});

test('a dot in the policy is a dot, and no other character', () => {
  const arn = 'arn:aws:iam::1:role/aws-service-role/opsXapigateway.amazonaws.com/Role';
  expect(notAllowed([{ action: 'iam:CreateServiceLinkedRole', resource: arn }])).toHaveLength(1);
});
