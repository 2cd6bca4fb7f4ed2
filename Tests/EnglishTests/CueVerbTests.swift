import English
import Testing

/// The forms by which reported speech is recognised. Each must be known to the morphology.
struct CueVerbTests {
    /// Third person, past and participles of the verbs that do not inflect by rule alone.
    private static let table = """
        ad-lib:ad-libbed,ad-libs,ad-libbing admit:admitted,admits,admitting aver:averred,avers,averring \
        beg:begged,begs,begging begin:began,begun,begins,beginning beseech:besought,beseeches,beseeching \
        blog:blogged,blogs,blogging brag:bragged,brags,bragging \
        broadcast:broadcast,broadcasts,broadcasting cast:cast,casts,casting chat:chatted,chats,chatting \
        commit:committed,commits,committing concur:concurred,concurs,concurring \
        confer:conferred,confers,conferring counsel:counseled,counselled,counsels,counseling,counselling \
        deadpan:deadpanned,deadpans,deadpanning demur:demurred,demurs,demurring \
        dream:dreamed,dreamt,dreams,dreaming dub:dubbed,dubs,dubbing extol:extolled,extols,extolling \
        feel:felt,feels,feeling fight:fought,fights,fighting find:found,finds,finding \
        forecast:forecast,forecasts,forecasting foresee:foresaw,foreseen,foresees,foreseeing \
        forget:forgot,forgotten,forgets,forgetting gainsay:gainsaid,gainsays,gainsaying \
        go:went,gone,goes,going grin:grinned,grins,grinning hear:heard,hears,hearing \
        hold:held,holds,holding know:knew,known,knows,knowing \
        label:labeled,labelled,labels,labeling,labelling learn:learned,learnt,learns,learning \
        mean:meant,means,meaning nod:nodded,nods,nodding pen:penned,pens,penning \
        plan:planned,plans,planning plead:pleaded,pled,pleads,pleading \
        prefer:preferred,prefers,preferring prod:prodded,prods,prodding \
        prove:proved,proven,proves,proving put:put,puts,putting quip:quipped,quips,quipping \
        quiz:quizzed,quizzes,quizzing read:read,reads,reading rebut:rebutted,rebuts,rebutting \
        refer:referred,refers,referring run:ran,run,runs,running say:said,says,saying \
        see:saw,seen,sees,seeing seek:sought,seeks,seeking shake:shook,shaken,shakes,shaking \
        show:showed,shown,shows,showing shrug:shrugged,shrugs,shrugging \
        signal:signaled,signalled,signals,signaling,signalling sing:sang,sung,sings,singing \
        slam:slammed,slams,slamming snap:snapped,snaps,snapping sob:sobbed,sobs,sobbing \
        speak:spoke,spoken,speaks,speaking submit:submitted,submits,submitting \
        swear:swore,sworn,swears,swearing teach:taught,teaches,teaching tell:told,tells,telling \
        think:thought,thinks,thinking understand:understood,understands,understanding \
        undertake:undertook,undertaken,undertakes,undertaking weep:wept,weeps,weeping \
        write:wrote,written,writes,writing
        """

    private static let verbs = table.split(separator: " ").map { entry in
        let parts = entry.split(separator: ":")
        return (lemma: String(parts[0]), forms: parts[1].split(separator: ",").map(String.init))
    }

    @Test func everyFormOfEveryCueVerbIsKnown() {
        #expect(Self.verbs.count == 70)
        for (lemma, forms) in Self.verbs {
            let known = Set(Inflection.forms(of: lemma))
            let missing = forms.filter { !known.contains($0) }
            #expect(missing.isEmpty, "\(lemma) lacks \(missing)")
        }
    }

    @Test func everyFormLeadsBackToItsVerb() {
        for (lemma, forms) in Self.verbs {
            for form in forms {
                #expect(Inflection.lemma(ofVerb: form) { $0 == lemma } == lemma, "\(form)")
            }
        }
    }
}
