import pytest, json
from kreislotse.access.policy import Role
from tests.doors.routes import routes
from tests.doors.knocking import Visitors
pytestmark=pytest.mark.django_db
SIGNS={200:"o",302:">",404:"-",403:"x",405:"p",409:"!",422:"?",500:"E"}
def test_w(world):
    import time
    t=time.time()
    v=Visitors(world)
    out=open("/tmp/doors.txt","w"); out2=open("/tmp/theirs.txt","w"); w=open("/tmp/problems.txt","w")
    for n,r in routes().items():
        for side,o in ((world.ours,out),(world.theirs,out2)):
            if side is world.theirs and not r.parameters: continue
            line=""
            for role in [*Role,None]:
                try:
                    f=v.get(r,side,role)
                except Exception as e:
                    line+="E"; print("EXC",n,role,repr(e)[:300],file=w); continue
                line+=SIGNS.get(f.status,str(f.status))
                if f.told_of_theirs: print("TOLD",n,role,side is world.theirs,f.told_of_theirs,file=w)
                if f.written: print("WROTE",n,role,f.written,file=w)
            print(f"{n:45} {line}",file=o)
    print("took",time.time()-t,file=w)
