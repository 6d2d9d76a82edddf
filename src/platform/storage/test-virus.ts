/** The harmless file by which virus scanners are tried out (EICAR); written in two pieces, so that no scanner takes this one for it. */
export const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
