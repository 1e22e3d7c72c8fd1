import { type User, userStatus } from '../pool-state';
import { writeAttributes } from '../user-attributes';

const common = (user: User) => ({
  Username: user.sub,
  UserCreateDate: user.createdAt / 1_000,
  UserLastModifiedDate: user.modifiedAt / 1_000,
  Enabled: user.enabled,
  UserStatus: userStatus(user),
});

/** A user as AdminCreateUser and ListUsers show one. */
export const summarizeUser = (user: User) => ({ ...common(user), Attributes: writeAttributes(user) });

/** A user as AdminGetUser shows one. */
export const describeUser = (user: User) => ({ ...common(user), UserAttributes: writeAttributes(user) });
