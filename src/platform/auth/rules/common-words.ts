/** Words that people here put into passphrases, most frequent first, for the estimate of how soon one is guessed. */
export const localWords: readonly string[] = [
  'woaini',
  'woaizhongguo',
  'zhongguo',
  'wodemima',
  'mima',
  'nihao',
  'iloveyou',
  '5201314',
  '1314520',
  '88888888',
  '66666666',
  '168168',
  'admin',
  'administrator',
  'root',
  'test',
  'password',
  'passw0rd',
  'guanliyuan',
  'qingyuan',
  'yiyang',
  'yiyangshi',
  'hunan',
  'hunansheng',
  'changsha',
  'zijiang',
  'zishui',
  'dongting',
  'dongtinghu',
  'heshan',
  'ziyang',
  'taojiang',
  'anhua',
  'nanxian',
  'yuanjiang',
  'datonghu',
  'huanbao',
  'huanbaoju',
  'huanjing',
  'huanjingbaohu',
  'shengtai',
  'shengtaihuanjing',
  'shengtaihuanjingju',
  'paiwu',
  'jiancha',
  'jiance',
  'zhifa',
  'renmin',
  'weirenminfuwu',
  'zhonghuarenmingongheguo',
  'lvshuiqingshan',
  'jinshanyinshan',
  'qingshanlvshui',
  'lvshuiqingshanjiushijinshanyinshan',
  '为人民服务',
  '绿水青山就是金山银山',
  '绿水青山',
  '金山银山',
  '我爱中国',
  '我爱你',
  '益阳',
  '益阳市',
  '清源',
  '环保',
  '生态环境',
  '密码',
  '口令',
  '管理员',
]

/** The syllables of Pinyin without tones: a passphrase of them is counted as words, not as random letters. */
export const pinyinSyllables: readonly string[] =
  `de shi yi bu le zai ren you wo ta zhe ge men zhong lai shang da wei he guo di dao shuo yao chu ye hui jiu neng dui sheng
  neng er zi na xia guo jia ke fa hou cheng zuo suo ran shi dan xian jin qi jing xing duo ma zhi tian zheng xiang tong kai
  xin shou chang gong ming dong fang gao jian mian qian li yuan liang ping an ying hua jun min zhu shui huo tu mu jin hai
  shan he jiang hu hong huang lan bai hei qing zi chun xia qiu dong feng yu xue yun ri yue xing guang dian hua long hu ma
  yang niu ji gou zhu mao yu niao lao xiao hao ai le fu gui kang tai wang zhang liu chen yang zhao huang zhou wu xu sun hu
  zhu lin guo luo liang song zheng xie han tang feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye su wei cheng lv
  ding ren lu yao shen zhong cui tan fan jin shi liao jia wei bai ba ban bang bao bei ben beng bi bian biao bie bin bing bo
  ca can cang ce cen ceng cha chai chan chao che chi chong chou chuai chuan chuang chui chuo ci cong cou cu cuan cun cuo
  dai dang deng die diu dou duan dun e en fei fen fou gai gan gang ge gei gen geng gou gu gua guai guan gun hang hen heng hou
  huai huan hun ji jiao jie jiong ju juan jue ka kan kao ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lang
  lei leng lia lian lie lou luan lue lun man mang mei men meng mi miao mie miu mo mou nai nan nang nao nei nen ni nian niang
  nie nin ning nong nu nuan nuo nv ou pa pai pang pao pei pen pi pian piao pie pin po pou pu qia qiang qiao qie qin qiong qu
  quan que qun rang rao re reng rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shao she shu shua shuai
  shuan shuang shun si sou suan sui tao te teng ti tiao tie ting tou tuan tui tun tuo wa wai wan wen weng xi xiong xiu xuan
  xun ya yan yin yo yong za zan zang zao ze zei zen zha zhai zhan zhei zhen zhua zhuai zhuan zhuang zhui zhun zhuo zong zou
  zu zuan zui zun`.split(/\s+/)
