// Texts of about 400 characters for measuring, written for it.
const chinese = [
  '我家住在河东区和平路的一个老小区，楼下的工地从上周开始每天晚上十一点以后还在打桩，机器声和卡车倒车的声音一直响到凌晨两三点，家里有老人和刚上小学的孩子，连续好几天都没有睡好。我们几户邻居一起去找过工地的负责人，对方说是赶工期，答应会注意，可是当天晚上还是照样施工。我们也给物业打过电话，物业说管不了。希望有关部门到现场看一看，查清楚有没有夜间施工的许可，如果没有就请依法处理，如果有也请把时间和原因贴出来告诉大家，不要让居民一直猜。另外工地门口的泥土没有及时清扫，下雨以后路上全是泥，电动车很容易滑倒，也请一并处理。谢谢。',
  '反映一个供水的问题。我们这栋楼从上个月起，每天早上六点半到八点、晚上六点到九点水压都很低，五楼以上基本接不到水，洗澡更是不可能。打过供水热线两次，第一次说是在检修，第二次说会派人来看，到现在已经十二天了，没有人上门，也没有人回电话。楼里有一户人家有行动不便的老人，全靠邻居从一楼提水上去。我们想知道三件事：一是低水压到底是什么原因，是管道老化还是加压泵坏了；二是什么时候能修好，能不能给一个明确的日期；三是在修好之前，能不能每天定时送水到楼下。住户愿意配合检修，只要提前通知停水的时间就可以。',
];
const english = [
  'There is a building site behind our block on Heping Road and for the last ten days the piling has gone on until two or three in the morning. We have spoken to the foreman twice, and both times he promised to stop at ten, but the same night it started again. My mother is eighty and my son has exams next week. Please find out whether the site has a permit for night work and, if it has not, please have it stopped.',
  'The water pressure in our building has been too low since last month, from half past six to eight in the morning and again in the evening. Above the fifth floor hardly anything comes out of the tap. The water company was called twice and nobody has come in twelve days. We would like to know the cause, the day on which it will be repaired, and whether water can be brought to the house until then.',
];

export const bodies = [chinese[0], english[0], chinese[1], english[1]];
export const words = ['打桩', '水压', '夜间施工', '供水', '老人', '物业', '噪音', '路灯'];
