/** Length first: 15 characters is the floor of NIST SP 800-63B-4 (3.1.1.2) for a passphrase that may stand alone. */
export const passphraseLength = { min: 15, max: 200 } as const
