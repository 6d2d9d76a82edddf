import { anhua } from '#db/seed/city/counties/anhua.ts'
import type { County } from '#db/seed/city/counties/county.ts'
import { datonghu } from '#db/seed/city/counties/datonghu.ts'
import { gaoxin } from '#db/seed/city/counties/gaoxin.ts'
import { heshan } from '#db/seed/city/counties/heshan.ts'
import { nanxian } from '#db/seed/city/counties/nanxian.ts'
import { taojiang } from '#db/seed/city/counties/taojiang.ts'
import { yuanjiang } from '#db/seed/city/counties/yuanjiang.ts'
import { ziyang } from '#db/seed/city/counties/ziyang.ts'

/** The eight reporting units with what their industry is known for. Parks and towns by public geography, firms invented. */
export const counties: readonly County[] = [ziyang, heshan, yuanjiang, nanxian, taojiang, anhua, datonghu, gaoxin]
