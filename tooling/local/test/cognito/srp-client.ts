import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * The client's side of Cognito's SRP, written from RFC 5054 and from the published clients, and sharing nothing with the
 * code under test: plain BigInt arithmetic, and the prime spelled out.
 */
const N = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B' +
    '302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6' +
    '49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D' +
    '670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718' +
    '3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D' +
    'B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C' +
    'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
);
const G = 2n;

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  let factor = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % N;
    factor = (factor * factor) % N;
  }
  return result;
};

const sha256 = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

/** Even, and with a leading zero byte where it would otherwise look negative. */
const padded = (value: bigint): string => {
  const hex = value.toString(16);
  if (hex.length % 2 === 1) return `0${hex}`;
  return parseInt(hex[0] ?? '0', 16) >= 8 ? `00${hex}` : hex;
};

export const srpClient = (poolId: string, privateValue = BigInt(`0x${randomBytes(128).toString('hex')}`)) => {
  const A = power(G, privateValue);
  const pool = poolId.split('_')[1] ?? '';
  return {
    publicValue: A.toString(16),
    prove: (password: string, challenge: Readonly<Record<string, string>>, timestamp: string): string => {
      const { SALT = '', SRP_B = '', USER_ID_FOR_SRP = '', SECRET_BLOCK = '' } = challenge;
      const B = BigInt(`0x${SRP_B}`);
      const u = BigInt(`0x${sha256(padded(A) + padded(B))}`);
      const identity = createHash('sha256').update(`${pool}${USER_ID_FOR_SRP}:${password}`).digest('hex');
      const x = BigInt(`0x${sha256(padded(BigInt(`0x${SALT}`)) + identity)}`);
      const k = BigInt(`0x${sha256(padded(N) + padded(G))}`);
      const base = (((B - k * power(G, x)) % N) + N) % N;
      const S = power(base, privateValue + u * x);
      const key = hkdfSync(
        'sha256',
        Buffer.from(padded(S), 'hex'),
        Buffer.from(padded(u), 'hex'),
        'Caldera Derived Key',
        16,
      );
      return createHmac('sha256', Buffer.from(key))
        .update(pool)
        .update(USER_ID_FOR_SRP)
        .update(Buffer.from(SECRET_BLOCK, 'base64'))
        .update(timestamp)
        .digest('base64');
    },
  };
};
