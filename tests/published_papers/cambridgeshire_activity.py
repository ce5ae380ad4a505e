"""Cambridgeshire, March 2016: placements against the budget, monthly flows, the budget model.

Figures that the council published. The columns have short names of our own.
"""

from __future__ import annotations

from typing import Final

TABLES: Final = {
    "activity.csv": """\
section,service,placements,budget,weeks,weekly,snapshot,average,spend,actual_weekly,more,net,dearer
external,Residential - disability,2,381,52,3663.30,1,2.54,244,2339.10,0.54,-137,-1324.20
external,Residential - secure accommodation,0,0,52,0.00,0,0.25,67,5110.00,0.25,67,5110.00
external,Residential schools,8,828,52,1990.93,10,10.84,995,1701.36,2.84,167,-289.57
external,Residential homes,16,2342,52,2814.92,27,27.98,4094,3013.35,11.98,1752,198.43
external,Independent Fostering,261,9813,52,723.03,232,238.35,9681,780.86,-22.65,-132,57.83
external,Supported Accommodation,15,1170,52,1500.00,24,22.55,1277,1204.88,7.55,107,-295.12
external,16+,9,203,52,433.58,12,10.69,206,381.24,1.69,3,-52.34
external,Growth/Replacement,,0,,,,,80,,,80,
external,Savings requirement,,0,,,,,-407,,,-407,
external,TOTAL,311,14737,,,306,313.20,16237,,2.2,1500,
in_house,In-house fostering,140,3472,55,185.55,139,142.14,3486,176.09,2.14,14,-9.47
in_house,Kinship,26,733,55,185.55,44,29.60,751,188.75,3.6,18,3.20
in_house,In-house residential,16,1588,52,1908.52,12,11.13,1588,2544.69,-4.87,0,636.17
in_house,Concurrent Adoption,3,50,52,350.00,10,8.35,160,350.00,5.35,110,0.00
in_house,Savings requirement,,0,,,,,-142,,,-142,
in_house,TOTAL,185,5843,,,205,191.22,5843,,6.22,0,
adoption,Adoption,289,2442,52,162.50,346,338.13,2967,169.34,49.13,525,6.84
all,OVERALL TOTAL,785,23022,,,857,842.55,25047,,57.55,2025,
""",
    "flows.csv": """\
month,began,ceased,looked_after
2015-09,25,17,570
2015-10,23,18,571
2015-11,27,14,582
2015-12,30,25,589
2016-01,24,19,586
""",
    "model.csv": """\
type,year,average,budget
Residential - disability,2015/16,2.91,325189
Residential - disability,2016/17,2.73,305788
Residential - disability,2017/18,2.15,240709
Residential - disability,2018/19,1.67,186986
Residential - disability,2019/20,1.63,182837
Residential - disability,2020/21,1.60,179117
Residential schools,2015/16,10.65,1091641
Residential schools,2016/17,8.24,675086
Residential schools,2017/18,6.88,563707
Residential schools,2018/19,5.01,410528
Residential schools,2019/20,4.08,334516
Residential schools,2020/21,4.00,327710
Residential homes,2015/16,26.15,3885952
Residential homes,2016/17,22.77,3137732
Residential homes,2017/18,18.50,2548986
Residential homes,2018/19,16.71,2302434
Residential homes,2019/20,14.09,1941788
Residential homes,2020/21,13.00,1792002
Independent fostering,2015/16,227.62,9261503
Independent fostering,2016/17,154.99,6165687
Independent fostering,2017/18,126.24,5021861
Independent fostering,2018/19,94.20,3747451
Independent fostering,2019/20,78.54,3124330
Independent fostering,2020/21,61.46,2444975
Supported Accommodation,2015/16,26.15,1542871
Supported Accommodation,2016/17,19.24,1135227
Supported Accommodation,2017/18,17.21,1015156
Supported Accommodation,2018/19,12.53,739303
Supported Accommodation,2019/20,12.25,722899
Supported Accommodation,2020/21,12.00,708191
16+,2015/16,9.69,178264
16+,2016/17,6.41,85051
16+,2017/18,6.06,80341
16+,2018/19,5.88,78012
16+,2019/20,5.75,76281
16+,2020/21,5.64,74729
In house fostering,2015/16,129.79,2553817
In house fostering,2016/17,186.72,3673862
In house fostering,2017/18,198.96,3914748
In house fostering,2018/19,221.39,4356084
In house fostering,2019/20,224.64,4420165
In house fostering,2020/21,232.08,4566424
Kinship,2015/16,36.81,391128
Kinship,2016/17,35.29,375051
Kinship,2017/18,35.49,377134
Kinship,2018/19,41.77,443885
Kinship,2019/20,49.01,520843
Kinship,2020/21,52.02,552766
In house residential,2015/16,9.69,1586322
In house residential,2016/17,13.50,1586322
In house residential,2017/18,13.50,1586322
In house residential,2018/19,13.50,1586322
In house residential,2019/20,13.50,1586322
In house residential,2020/21,13.50,1586322
Concurrent adoption,2015/16,8.72,158656
Concurrent adoption,2016/17,5.50,100061
Concurrent adoption,2017/18,5.19,94518
Concurrent adoption,2018/19,5.04,91779
Concurrent adoption,2019/20,4.93,89743
Concurrent adoption,2020/21,4.83,87917
TOTAL,2015/16,488.17,20975342
TOTAL,2016/17,455.40,17239868
TOTAL,2017/18,430.18,15443482
TOTAL,2018/19,417.71,13942786
TOTAL,2019/20,408.44,12999724
TOTAL,2020/21,400.13,12320154
""",
}
