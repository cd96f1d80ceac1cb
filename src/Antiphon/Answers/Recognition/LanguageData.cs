using System.Collections.Frozen;

namespace Antiphon.Answers.Recognition;

/// <summary>
/// The languages' words, as data. How to add to it: a section is a line, patterns stand between bars, in any case and with or without accents; apostrophes
/// belong to the word ("I've" is one word). Several words match in a row. A wrong entry makes a wrong number somewhere, so each comes with a case in
/// the tests' table, and a change of any raises <see cref="Recogniser.RuleVersion"/>.
/// </summary>
/// <remarks>
/// Sections: common (tells the language, Latin script only) · self (the author as subject) · first (the author otherwise) · not-own (the author as supporter,
/// reader, thinker; their own people) · say · topic, topic-of-tag (right before) · noun (right after) · support (before, in the sentence) · not (anywhere) · deny
/// (right before) · filler (beside a hashtag).
/// </remarks>
internal static partial class LanguageData
{
    /// <summary>After the last word of a phrase these make it part of another saying: "it cost me too much".</summary>
    public static readonly FrozenDictionary<ulong, FrozenSet<ulong>> ExcessAfter = new Dictionary<string, string>
    {
        ["too"] = "much many long late early far hard little few often soon big small high low close deep easily difficult expensive young old busy tired "
            + "scared afraid weak strong slow fast quickly seriously damn fucking good bad well cold hot heavy loud personal",
        ["aussi"] = "bien longtemps souvent loin mal vite",
        ["auch"] = "immer",
        ["ook"] = "altijd",
        ["tambien"] = "conocido conocida llamado llamada",
    }.ToFrozenDictionary(pair => Folding.Hash(pair.Key), pair => pair.Value.Split(' ').Select(word => Folding.Hash(word)).ToFrozenSet());

    private const string English = """
        common: the | and | of | to | is | it | that | was | with | this | are | have | be | at | not | they | you | we | but | what | when | my | for | on | i
        self: i | im | ive
        first: me | my | mine | myself
        not-own: i support | i stand with | i stand by | i believe | i think | i hope | i wish | i love | i like | i agree | i read | i am reading | im reading
        not-own: i saw | i see | i hear | i heard | i know | i understand | i wonder | i guess | i am proud | im proud | i am so proud | im so proud | im sorry | im so sorry
        not-own: i am sorry | i am so sorry | i cant believe | i salute | i thank | i applaud | i admire | i respect | i dont think | i dont believe | i doubt | i want to thank
        not-own: my heart | my thoughts | my timeline | my feed | my opinion | my view | my god | my sister | my sisters | my brother | my mother | my mum | my mom | my father
        not-own: my dad | my daughter | my daughters | my son | my wife | my husband | my partner | my girlfriend | my boyfriend | my friend | my friends | my best friend
        not-own: my neighbour | my neighbor | my cousin | my aunt | my uncle | tell me | let me | show me | remind me | reminds me | makes me | gives me hope | believe me
        not-own: follow me | ask me | my followers | my solidarity | my support
        say: say | says | said | saying | tell | tells | told | telling | write | writes | wrote | writing | written | post | posts | posted | posting | tweet | tweets
        say: tweeted | tweeting | type | typed | typing | answer | answers | answered | answering | reply | replies | replied | replying | share | shares | shared
        say: sharing | shout | shouted | respond | responds | responded | responding | repeat | repeated | comment | commented | use | used | using
        topic: the | a | this | that | these | those | your | their | hashtag | tag | phrase | words | called
        topic-of-tag: about | of | on | with | for | from | by | to | in | via | after | since | under | through | during | support | supporting | supports | supported
        topic-of-tag: join | joining | against | regarding | before | post | behind | around | into
        noun: movement | campaign | hashtag | tag | debate | discussion | moment | era | wave | trend | trending | story | stories | post | posts | tweet | tweets | thread
        noun: status | statuses | survivors | people | women | men | activists | supporters | march | rally | protest | conversation | phenomenon | generation | crowd | thing
        support: support | supporting | solidarity | proud of | thank you | thanks to | stand with | standing with | believe you | believe them | believe her | everyone who
        support: everybody who | everyone saying | everyone posting | all who | anyone who | those who | people who | women who | men who | to everyone | to everybody
        support: to all | all those | if you | if youve | if youre | shout out | shoutout | props to | kudos to | respect to | article | according to | reports | reported
        support: hearing | sending love | love to | power to | hats off
        not: never happened to me | hasnt happened to me | has not happened to me | didnt happen to me | did not happen to me | wasnt me | not my story | luckily not me
        not: thankfully not me | not me thankfully | not me luckily | not me but | not me though | not me personally | not me too
        deny: not | no | never | nor
        filler: yes | yeah | yep | and | also | sadly | unfortunately | same | again | here | so | well | too | sigh | absolutely | honestly | definitely | twice | regrettably
        """;

    private const string Spanish = """
        common: el | los | las | que | y | en | un | una | por | con | para | es | lo | se | del | al | pero | como | más | muy | cuando | yo | porque | esta | había
        self: yo
        first: me | mi | mis | mí | mío | mía | conmigo | fui | tuve | estuve | viví | sufrí | trabajé
        not-own: yo apoyo | yo creo | yo te creo | yo sí te creo | me gusta | me encanta | me alegra | me parece | me uno | me sumo | me solidarizo | mi apoyo | mi solidaridad
        not-own: mi hermana | mi hermano | mi madre | mi padre | mi hija | mi hijo | mi amiga | mi amigo | mis amigas | mis amigos | mi novia | mi novio | mi mujer
        not-own: mi esposa | mi marido | mi vecina | mi vecino | mi corazón | mi opinión | dime | cuéntame | mis pensamientos
        say: dice | dicen | dijo | dijeron | decir | diciendo | digan | diga | di | escribe | escriben | escribió | escribir | escribiendo | escribieron | escriban | publica
        say: publican | publicó | publicar | contesta | contestan | contestó | responde | responden | respondió | responder | comparte | comparten | tuiteó | tuitean | usan
        topic: el | la | los | las | un | una | este | esta | ese | esa | hashtag | etiqueta | frase | tu | su | del | al | movimiento | campaña | debate
        topic-of-tag: de | sobre | con | en | por | para | a | desde | tras | apoyo | apoyando | apoyamos | contra | según
        noun: movimiento | campaña | historias
        support: apoyo | apoyamos | solidaridad | orgullosa de | orgulloso de | gracias a | todas las que | todos los que | a todas | a todos | quienes | las que | los que
        support: si te | si has | respeto a | artículo | según
        not: a mí no | no me ha pasado | no me pasó | nunca me pasó | nunca me ha pasado | no me ha ocurrido
        deny: no | ni | nunca
        filler: sí | y | también | pues | lamentablemente | tristemente | igual | aquí | desgraciadamente | por desgracia
        """;

    private const string French = """
        common: le | les | des | et | une | que | qui | dans | pour | pas | est | sur | au | avec | ce | il | elle | ne | se | plus | je | jai | mais | cest | quand | mon | du
        self: je | jai | jétais | javais
        first: moi | me | ma | mon | mes | mien | mienne | mest | mont
        not-own: je soutiens | je crois | je vous crois | je te crois | je pense | jespère | jaime | je suis fier | je suis fière | je suis désolé | je suis désolée
        not-own: je comprends | je lis | jai lu | jai vu | jai entendu | jentends | je sais | je suis solidaire | ma soeur | ma sœur | mon frère | ma mère | mon père | ma fille
        not-own: mon fils | mon amie | mon ami | mes amis | mes amies | mon mari | ma femme | ma copine | mon copain | ma voisine | mon voisin | mon coeur | mon cœur
        not-own: mon soutien | mes pensées | mon avis | dis moi | dites moi
        say: dit | disent | disait | dire | disant | dis | dites | écrit | écrivent | écrire | écrivez | écris | écrivant | poste | postent | posté | publie | publient | publié
        say: répond | répondent | répondu | répondre | répondez | partage | partagent | tweete | tweetent | tweeté | utilise | utilisent
        topic: le | la | les | un | une | ce | cette | ces | hashtag | mot | mots | phrase | ton | votre | leur | du | mouvement | campagne | débat
        topic-of-tag: de | des | sur | avec | pour | dans | par | à | au | aux | depuis | après | contre | via | soutien | soutenir | soutiens | selon
        noun: mouvement | campagne
        support: soutien | soutenons | solidarité | solidaire | fier de | fière de | merci à | toutes celles | tous ceux | celles qui | ceux qui | à toutes | à tous
        support: si vous | si tu | bravo à | courage à | article | selon
        not: pas moi | jamais arrivé | ne mest pas arrivé | moi non
        deny: pas | jamais | ni | non
        filler: oui | et | aussi | hélas | malheureusement | pareil | ici | encore | tristement | idem
        """;

    private const string German = """
        common: der | die | das | und | ist | ich | nicht | es | ein | eine | zu | mit | auf | für | von | den | dem | im | auch | als | wie | aber | war | hat | habe | wir | bei
        self: ich
        first: mir | mich | mein | meine | meinem | meinen | meiner | meines
        not-own: ich unterstütze | ich glaube | ich denke | ich finde | ich hoffe | ich liebe | ich bin stolz | ich lese | ich las | ich habe gelesen | ich habe gehört | ich höre
        not-own: ich sehe | ich weiß | ich verstehe | ich wünsche | ich danke | ich bewundere | ich stehe hinter | tut mir leid | mir tut | meine schwester | mein bruder
        not-own: meine mutter | mein vater | meine tochter | mein sohn | meine freundin | mein freund | meine freunde | meine freundinnen | meine frau | mein mann
        not-own: meine nachbarin | mein nachbar | mein herz | meine gedanken | meine meinung | meine solidarität | sag mir | meiner meinung | macht mich
        say: sagt | sagen | sagte | sagten | gesagt | sag | schreibt | schreiben | schrieb | schrieben | geschrieben | schreib | postet | posten | postete | gepostet | twittert
        say: twittern | twitterte | antwortet | antworten | antwortete | geantwortet | teilt | teilen | nutzt | nutzen | ruft
        topic: der | die | das | den | dem | des | ein | eine | dieser | diese | dieses | hashtag | satz | wort | worte | dein | ihr | euer
        topic-of-tag: über | zu | zum | zur | von | vom | mit | für | bei | unter | durch | nach | seit | in | im | um | gegen | unterstütze | unterstützt
        noun: bewegung | kampagne | hashtag | debatte | diskussion | geschichten | beiträge | posts | tweets | welle | thread
        support: unterstützt | unterstützen | solidarität | solidarisch | stolz auf | danke an | dank an | alle die | allen die | jeder der | jede die | respekt vor | an alle
        support: wenn du | wenn ihr | artikel | laut | hut ab
        not: mir nicht | mir nie | ich nicht | mir zum glück nicht
        deny: nicht | nie | kein | keine
        filler: ja | und | auch | leider | ebenfalls | hier | genau | ebenso | traurig | wieder | ehrlich
        """;

    private const string Italian = """
        common: il | gli | che | di | e | un | una | per | è | non | con | sono | mi | ho | ma | come | più | al | del | della | nel | alla | anche | questo | quando | lo
        self: io
        first: me | mi | mio | mia | miei | mie | ho | ero | avevo | sono stata | sono stato
        not-own: io sostengo | io credo | io ti credo | mi piace | mi dispiace | mi unisco | ho letto | ho visto | ho sentito | mia sorella | mio fratello | mia madre | mio padre
        not-own: mia figlia | mio figlio | mia amica | mio amico | mie amiche | miei amici | mia moglie | mio marito | il mio cuore | la mia solidarietà | il mio sostegno | dimmi
        not-own: secondo me
        say: dice | dicono | disse | detto | dire | dicendo | dite | scrive | scrivono | scritto | scrivere | scrivendo | scrivete | pubblica | pubblicano | risponde | rispondono
        say: risposto | rispondere | rispondete | condivide | condividono | twitta | twittano | usano
        topic: il | la | lo | i | gli | le | un | una | questo | questa | hashtag | frase | parola | parole | del | al | movimento | campagna
        topic-of-tag: di | su | sul | con | per | in | da | a | dal | nel | dopo | contro | sostengo | sosteniamo | secondo
        noun: movimento | campagna
        support: sostegno | sosteniamo | sostengo | solidarietà | orgogliosa di | orgoglioso di | grazie a | tutte quelle | tutti quelli | a tutte | a tutti | coloro che | chi ha
        support: se ti | se hai | articolo
        not: a me no | non mi è mai successo | non mi è successo | io no
        deny: non | né | mai
        filler: sì | e | anche | purtroppo | pure | qui | ancora | tristemente | idem
        """;

    private const string Portuguese = """
        common: o | os | as | que | e | um | uma | por | com | para | é | do | da | no | na | não | mas | como | mais | eu | quando | foi | em | ao | muito | ele | ela | isso
        self: eu
        first: me | meu | minha | meus | minhas | mim | comigo | fui | tive | estive | sofri | trabalhei
        not-own: eu apoio | eu acredito | eu acho | eu penso | eu espero | eu li | eu vi | eu ouvi | eu sei | eu entendo | me solidarizo | minha irmã | meu irmão | minha mãe
        not-own: meu pai | minha filha | meu filho | minha amiga | meu amigo | minhas amigas | meus amigos | minha esposa | meu marido | meu coração | meu apoio
        not-own: minha solidariedade | minha opinião | me diga | me conta
        say: diz | dizem | disse | disseram | dizer | dizendo | digam | diga | escreve | escrevem | escreveu | escrever | escrevendo | escrevam | posta | postam | postou | publica
        say: publicam | responde | respondem | respondeu | responder | respondam | compartilha | partilha | usam
        topic: o | a | os | as | um | uma | este | esta | esse | essa | hashtag | frase | palavras | seu | sua | do | da | ao | movimento | campanha
        topic-of-tag: de | sobre | com | em | no | na | por | para | pelo | pela | desde | após | contra | apoio | apoiamos | segundo
        noun: movimento | campanha
        support: apoio | apoiamos | solidariedade | orgulhosa de | orgulhoso de | obrigada a | obrigado a | todas as que | todos os que | a todas | a todos | quem | aquelas que
        support: se você | se já | parabéns a | artigo
        not: comigo não | nunca aconteceu comigo | não aconteceu comigo | nunca me aconteceu | eu não
        deny: não | nem | nunca
        filler: sim | e | também | infelizmente | aqui | igual | tristemente | idem
        """;

    private const string Dutch = """
        common: de | het | een | en | van | ik | is | dat | niet | te | op | met | voor | zijn | was | er | maar | ook | bij | heb | mijn | aan | ze | wij | toen | als | je
        self: ik
        first: mij | me | mijn | mezelf | mn
        not-own: ik steun | ik geloof | ik denk | ik vind | ik hoop | ik ben trots | ik lees | ik las | ik hoor | ik hoorde | ik zie | ik weet | ik begrijp | ik bewonder
        not-own: mijn zus | mijn zusje | mijn broer | mijn moeder | mijn vader | mijn dochter | mijn zoon | mijn vriendin | mijn vriend | mijn vrienden | mijn vrouw | mijn man
        not-own: mijn hart | mijn gedachten | mijn mening | mijn steun | vertel me | volgens mij
        say: zegt | zeggen | zei | zeiden | gezegd | zeg | schrijft | schrijven | schreef | schreven | geschreven | schrijf | post | posten | postte | gepost | tweet | tweeten
        say: antwoordt | antwoorden | antwoordde | reageert | reageren | deelt | delen | gebruikt | gebruiken
        topic: de | het | een | deze | dit | die | hashtag | zin | woord | woorden | jouw | hun
        topic-of-tag: over | van | met | voor | bij | door | na | sinds | in | om | tegen | onder | steun | steunt
        noun: beweging | campagne | hashtag | debat | discussie | verhalen | berichten | posts | tweets
        support: steun | steunen | solidariteit | trots op | dank aan | bedankt | iedereen die | alle vrouwen | alle mensen | aan iedereen | aan alle | zij die | respect voor
        support: als je | artikel | volgens
        not: mij niet | ik niet | mij nooit | nooit overkomen
        deny: niet | nooit | geen
        filler: ja | en | ook | helaas | hier | idem | weer | inderdaad | eerlijk
        """;

    private const string Swedish = """
        common: och | att | det | är | en | ett | som | på | av | för | med | jag | inte | var | har | till | om | men | också | när | min | mitt | den | vi | så | hade
        self: jag
        first: mig | mej | min | mitt | mina
        not-own: jag stöder | jag stödjer | jag tror | jag tycker | jag tänker | jag hoppas | jag är stolt | jag läser | jag läste | jag hör | jag hörde | jag ser | jag såg
        not-own: jag vet | jag förstår | jag beundrar | min syster | min bror | min mamma | min mor | min pappa | min far | min dotter | min son | min vän | min väninna
        not-own: mina vänner | min fru | min man | mitt hjärta | mina tankar | mitt stöd | min åsikt | säg mig | enligt mig
        say: säger | säga | sa | sade | sagt | säg | skriver | skriva | skrev | skrivit | skriv | postar | lägger upp | twittrar | twittrade | svarar | svarade | svara | svarat
        say: delar | delade | använder
        topic: den | det | en | ett | denna | detta | hashtaggen | hashtag | taggen | frasen | orden | din | deras
        topic-of-tag: om | av | med | för | på | från | under | efter | sedan | i | mot | genom | stöder
        noun: rörelsen | kampanjen | uppropet | debatten | hashtaggen | berättelser | inlägg
        support: stöd till | stöd för | allt stöd | stöder | stödjer | solidaritet | stolt över | tack till | alla som | till alla | de som | respekt för | om du | artikel | enligt
        not: inte jag | aldrig hänt mig | inte hänt mig
        deny: inte | aldrig | ingen
        filler: ja | och | också | tyvärr | här | samma | igen | likaså
        """;

    private const string Turkish = """
        common: ve | bir | bu | da | de | için | çok | ne | ama | ile | gibi | var | ben | değil | daha | benim | kadar | olarak | sonra | bana | ki | en | o | mi
        self: ben
        first: bana | beni | benim | bende | benden | başıma | yaşadım | hastaydım | çalıştım | işime | evimde
        not-own: ben destekliyorum | destekliyorum | bence | inanıyorum | düşünüyorum | umarım | okudum | duydum | gördüm | biliyorum | kız kardeşim | kardeşim | annem | babam
        not-own: kızım | oğlum | arkadaşım | arkadaşlarım | eşim | kalbim | bana göre | söyle bana
        say: diyor | diyen | diyenler | dedi | dediler | demek | deyin | yazdı | yazıyor | yazan | yazanlar | yazın | paylaştı | paylaşan | paylaşanlar | söyledi | söyleyen
        topic: hashtag | etiketi | şu | bu
        topic-of-tag: destek
        noun: hareketi | kampanyası | hashtagi | etiketi | diyen | diyenler | diyenlere | diyenlerin | dedi | dediler | diyor | diyorlar | yazan | yazanlar | hakkında | paylaşımları
        noun: destekliyorum | destek
        support: destekliyorum | destek | dayanışma | gurur duyuyorum | teşekkürler | herkese | eğer
        not: bana olmadı | başıma gelmedi | ben değil
        deny: değil
        filler: evet | ve | maalesef | ne yazık ki | burada | yine | aynen
        """;

    public static IEnumerable<Language> All { get; } =
    [
        new("en", English), new("es", Spanish), new("fr", French), new("de", German), new("it", Italian), new("pt", Portuguese), new("nl", Dutch), new("sv", Swedish),
        new("tr", Turkish), new("ru", Russian), new("ar", Arabic), new("hi", Hindi), new("ja", Japanese), new("ko", Korean), new("zh", Chinese), new("th", Thai),
    ];
}
