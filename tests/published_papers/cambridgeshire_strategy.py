"""Cambridgeshire, March 2016: targets, savings, budget control and other services.

Figures that the council published. The columns have short names of our own.
"""

from __future__ import annotations

from typing import Final

TABLES: Final = {
    "targets.csv": """\
date,kind,looked_after
2015-04-01,actual,535
2015-10-31,actual,571
2015-11-30,actual,577
2015-12-31,actual,589
2016-04-30,target,535
2017-04-30,target,497
2021-03-31,target,453
2016-03-31,target_reduction,42
2017-03-31,target_reduction,38
2017-03-31,target_diversion,148
""",
    "plan.csv": """\
objective,year,saving
Reduce the number of children who are looked after,2016/17,-2100
Reduce the number of children who are looked after,2017/18,-1615
Reduce the number of children who are looked after,2018/19,-1680
Reduce the number of children who are looked after,2019/20,-1744
Reduce the number of children who are looked after,2020/21,-1841
Reduce the unit cost of placements,2016/17,-922
Reduce the unit cost of placements,2017/18,-958
Reduce the unit cost of placements,2018/19,-714
Reduce the unit cost of placements,2019/20,-427
Reduce the unit cost of placements,2020/21,-312
Reduce the length of time children are in care,2016/17,-507
Reduce the length of time children are in care,2017/18,-853
Reduce the length of time children are in care,2018/19,-809
Reduce the length of time children are in care,2019/20,-485
Reduce the length of time children are in care,2020/21,-340
Adoption,2016/17,-350
Shared care provision,2016/17,-500
Shared care provision,2017/18,-174
Alternatives to Care,2016/17,-219
In-house fostering,2016/17,0
Inflation,2016/17,-132
Inflation,2017/18,-124
Inflation,2018/19,-110
Inflation,2019/20,-96
Inflation,2020/21,-88
Carried forward pressure,2016/17,-2059
TOTAL,2016/17,-6789
TOTAL,2017/18,-3724
TOTAL,2018/19,-3313
TOTAL,2019/20,-2752
TOTAL,2020/21,-2581
""",
    "savings.csv": """\
type,saving
Residential - disability,-75
Residential schools,-153
Residential homes,796
Independent fostering,-3638
Supported Accommodation,-35
16+,-118
In house fostering,1011
Kinship,14
In house residential,0
Concurrent adoption,50
TOTAL,-2148
""",
    "actions.csv": """\
ref,saving,fewer
2.0,-2100,32.5
2.3,,30
2.4,-279,
2.5,,25
3.1,-320,
4.1,-1005,
4.2,-2535,
4.4,-132,
""",
    "care.csv": """\
service,worked_with,closed,kept_out,target,success
Alternatives to Care,28,7,5,60,0.43
""",
    "control.csv": """\
directorate,service,budget,expected,actual,variance,variance_pct,forecast,forecast_pct
Children's Social Care,Strategic Management,2860,2455,2773,317,13,400,14
Children's Social Care,Head of Social Work,4192,3567,3870,303,8,370,9
Children's Social Care,Legal Proceedings,1530,1093,1093,0,0,0,0
Children's Social Care,Safeguarding & Standards,1177,907,988,81,9,135,11
Children's Social Care,Children's Social Care Access,4448,3674,3996,322,9,420,9
Children's Social Care,Children Looked After,10881,9569,9531,-38,0,-80,-1
Children's Social Care,Children in Need,3963,3358,3465,108,3,470,12
Children's Social Care,Disabled Services,5303,4757,4752,-5,0,0,0
Strategy & Commissioning,Strategic Management,281,345,82,-262,-76,-252,-90
Strategy & Commissioning,Information Management,1882,1478,1417,-61,-4,-65,-3
Strategy & Commissioning,"Strategy, Performance & Partnerships",1536,648,623,-25,-4,-52,-3
Strategy & Commissioning,Looked After Children Placements,16490,12250,13478,1228,10,1700,10
Strategy & Commissioning,Special Educational Needs Placements,8469,9032,9248,216,2,385,5
Strategy & Commissioning,Commissioning Services,3706,3466,3524,58,2,0,0
Strategy & Commissioning,Early Years Specialist Support,1323,828,840,12,2,0,0
Strategy & Commissioning,Home to School Transport - Special,7085,5337,5577,240,4,625,9
Strategy & Commissioning,LAC Transport,671,504,950,446,89,575,86
Strategy & Commissioning,Executive Director,440,343,341,-1,0,0,0
Strategy & Commissioning,Central Financing,384,71,64,-6,-9,133,35
""",
    "packages.csv": """\
group,budgeted,december,january
Residential disability - children,2,2,1
Child homes - secure accommodation,0,1,0
Child homes - educational,8,11,10
Child homes - general,16,25,27
Supported accommodation,15,26,24
Supported living 16+,9,10,12
Fostering and adoption,261,230,232
TOTAL,311,305,306
""",
    "sen.csv": """\
need,placements,budget,each,snapshot,average,spend,actual_each
Autistic Spectrum Disorder,92,5753,62536,103,101.75,6388,62785
"Behaviour, Emotional and Social Difficulty",35,1438,41089,34,35.30,1440,40782
Hearing Impairment,4,135,33690,3,2.85,76,26671
Moderate Learning Difficulty,3,99,33048,2,2.03,78,38557
Multi-Sensory Impairment,1,75,75017,0,0,0,
Physical Disability,1,16,16172,1,1.34,23,16864
Profound and Multiple Learning Difficulty,1,41,41399,0,0.31,13,41344
"Speech, Language and Communication Needs",3,141,47128,3,3.01,171,56684
Severe Learning Difficulty,2,174,87129,1,1.72,140,81532
Specific Learning Difficulty,10,170,16985,7,7.52,134,17863
Visual Impairment,2,55,27427,2,2.00,55,27477
Recoupment,0,0,0,,,-34,
TOTAL,154,8099,52590,156,157.83,8484,53753
""",
    "performance.csv": """\
measure,actual
Looked after children per 10000,44.8
""",
}
