//! What the short, frequent words of a text say of its language.
//!
//! They hardly differ between a headline and a book, so a handful of them decides where the letters and their sequences do
//! not: "on" is English or French or Finnish, "on … after" is English. A word counts by the number of languages that share it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::tokens::words;

/// How much speaks for each language, in no order.
#[derive(Debug, Default)]
pub(super) struct Tally {
    scores: HashMap<&'static str, f64>,
    n_words: usize,
    n_known: usize,
}

impl Tally {
    /// Counts the frequent words of some languages in a text in lower case.
    pub(super) fn count(text: &str, languages: &[&str]) -> Self {
        let mut tally = Self::default();
        for word in words(text).filter_map(|range| text.get(range)) {
            tally.n_words += 1;
            let Some(shared_by) = WORDS.get(word) else { continue };
            tally.n_known += 1;
            let possible = shared_by.iter().copied().filter(|language| languages.contains(language));
            let weight = 1.0 / possible.clone().count().max(1) as f64;
            possible.for_each(|language| tally.add(language, weight));
        }
        tally
    }

    /// Whether the text is long enough to be in none of the languages: in each of them such words are a fifth of any text.
    pub(super) fn is_of_another_language(&self) -> bool {
        self.n_words >= MIN_WORDS && (self.n_known as f64) < MIN_KNOWN_SHARE * self.n_words as f64
    }

    /// Lets something else speak for a language.
    pub(super) fn add(&mut self, language: &'static str, weight: f64) {
        *self.scores.entry(language).or_default() += weight;
    }

    /// Leaves a language out.
    pub(super) fn exclude(&mut self, language: &str) {
        self.scores.remove(language);
    }

    /// Asks more evidence of languages in which there is little news: a headline in one of them is less likely than one in
    /// another language that happens to look like it.
    pub(super) fn expect_common_languages(&mut self) {
        let rare = self.scores.iter_mut().filter(|(language, _)| !COMMON.contains(language));
        rare.for_each(|(_, score)| *score *= RARE_WEIGHT);
    }

    /// The language that most speaks for, how much does, and how much speaks for the next one.
    pub(super) fn best(&self) -> Option<(&'static str, f64, f64)> {
        // Ties are broken by name, so that the answer does not depend on the order of a hash map.
        let by_score = |a: &(&&str, &f64), b: &(&&str, &f64)| a.1.total_cmp(b.1).then_with(|| b.0.cmp(a.0));
        let (best, &score) = self.scores.iter().max_by(by_score)?;
        let next = self.scores.iter().filter(|(language, _)| *language != best).map(|(_, &score)| score);
        Some((best, score, next.fold(0.0, f64::max)))
    }
}

/// Words from which on a text must hold frequent ones.
const MIN_WORDS: usize = 30;
/// The least share of frequent words; lists and tables hold fewer than running text.
const MIN_KNOWN_SHARE: f64 = 0.06;

/// Languages in which most of the news is written.
const COMMON: &[&str] = &["en", "es", "fr", "de", "it", "pt", "nl", "tr", "pl", "id", "ru", "uk", "ar", "fa", "hi"];
/// What evidence for another language weighs.
const RARE_WEIGHT: f64 = 0.8;

/// Whether the frequent words of a language are known.
pub(super) fn has(language: &str) -> bool {
    FREQUENT.iter().any(|(known, _)| *known == language)
}

/// Every word with the languages that share it.
static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut languages: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for (language, words) in FREQUENT {
        for word in words.split_whitespace() {
            let shared_by = languages.entry(word).or_default();
            if !shared_by.contains(language) {
                shared_by.push(language);
            }
        }
    }
    languages
});

/// The words that make up most of any text: articles, prepositions, pronouns, auxiliaries, and what headlines are made of.
#[rustfmt::skip]
const FREQUENT: &[(&str, &str)] = &[
    ("en", "the of and to in is that for on with as was are be by at from this have it not he she his her they them you your we our i my will has had an a or but which their who \
            whose were been being after before over into up out about its new says say said how why what when where can could would should may might must more most than against off \
            first no yes if all one two three years year day week back down just get gets got go goes going make makes take takes plans wants need needs do does did don doesn isn \
            won s t re ve ll now still yet again between through during under amid vs while only also even very really some other people there here only ever never him us me so \
            home world day calls call looks faces"),
    ("de", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine einer einen einem eines als auch es an werden aus er hat haben dass sie nach wird bei um \
            am sind noch wie über so zum war waren nur oder aber vor zur bis mehr durch man sein seine seinen ihr ihre wurde wurden kann können soll sollen will gegen unter wir ich \
            uns mich doch schon wenn was wer wo warum zwischen ohne jahre jahr neue neuer sagt sagte beim vom ins habe damit dann diese dieser dieses etwas mir du dir hatte immer"),
    ("fr", "le la les de des du et en un une est que qui dans pour pas au aux sur par plus ne se ce il elle ils elles avec son sa ses sont cette ces mais ont été à où leur leurs \
            ou comme après contre l d qu n j c s m y sous entre sans fait être avoir nous vous je on deux ans très tout tous selon depuis avant va était si moins chez lors dont \
            nouveau nouvelle déclaré dit afin aussi encore même peut faut pourquoi comment"),
    ("es", "el la los las de del que y en un una es se por con no para su sus al lo como más pero le les ya o este esta estos porque entre cuando muy sin sobre también me hasta \
            hay donde desde fue ha han contra tras según era ser son está están si sólo solo todo todos nos ni yo él ella ellos mi tu te eso esto así fueron tiene puede dijo años \
            año dos uno otra otro quien qué cómo durante ante había sido estaba siempre nuevo nueva pide"),
    ("pt", "o a os as de do da dos das que e em um uma é se por com não para seu sua seus ao aos no na nos nas mais como mas foi ele ela eles tem são à às ou ser também já pelo \
            pela até isso este esta entre sobre após contra diz disse está muito quando nem eu você me minha anos ano dois onde sem há num numa pode sido depois ainda quem qual"),
    ("gl", "o a os as de do da dos das que e en un unha é se por con non para seu súa ao aos no na nos nas máis como pero foi el ela ten son ou ser tamén xa polo pola ata isto \
            entre sobre tras contra está moito cando nin eu anos ano dous onde sen hai"),
    ("it", "il la di che e in un una è per con non del della dei delle dello degli da dal dalla si al alla ai alle le lo gli i sono nel nella nei nelle più ma anche come ha hanno \
            questo questa tra fra dopo contro su sul sulla ci suo sua loro essere stato stata era se o quando anni anno due l d c chi cosa perché senza solo molto già ecco ora sarà"),
    ("ca", "el la els les de del dels que i en un una és per amb no al als es com més però va han ha ser seu seva seus també aquest aquesta entre sobre després contra segons o si \
            hi ho ja fins anys any dos on sense quan molt l d s n pel pels són està"),
    ("nl", "de het een van en in is dat op te zijn voor met niet aan er om hij zij ze ook als dan maar bij door naar uit heeft hebben nog wordt worden over tot was werd of zich \
            geen deze dit na tegen meer wij we ik je jaar jaren kan kunnen moet moeten wil hun haar hem wat wie waar waarom onder tussen zonder al weer nu nieuwe zegt twee"),
    ("af", "die van en in is het nie wat dat vir om te met sy op hy sal ook as word was deur by haar maar oor nog hulle na ons jy ek kan moet nou uit aan se jaar teen onder"),
    ("sv", "och i att det som en på är av för med den till har de inte om ett men var jag sig från vi så kan man när år under också efter eller nu ska skulle mot vid över hon han \
            sin sitt sina hade blev blir säger nya två där vad varför utan mellan inför kommer får vill mer än igen"),
    ("da", "og i at det er en til på den som af med for de har ikke der et om var men han fra jeg sig så vi kan man efter også nu skal ved blev bliver over hun mod år eller være \
            sin sit sine havde siger nye to meget noget os dem hvor hvad hvorfor uden mellem efter får vil mere end mig ud kun op igen"),
    ("nb", "og i at det er en til på den som av med for de har ikke et om var men han fra jeg seg så vi kan man etter også nå skal ved ble blir over hun mot år eller være sin sitt \
            sine hadde sier nye to mye noe oss dem hvor hva hvorfor uten mellom får vil mer enn meg ut bare opp igjen"),
    ("is", "og í að á sem er til við um en hann var það ekki með fyrir af frá hefur eru því hún þeir þetta eða eftir verið"),
    ("fi", "ja on ei että se hän oli ovat mutta myös kun kuin joka jotka tai sen mukaan ollut jos niin nyt vain mitä sekä kanssa jälkeen ole olla kaksi uusi tämä miksi siitä"),
    ("et", "ja on ei et see ta oli kui ka mis oma kes või aga ning siis selle pärast ole olla seda kuid veel juba nii mille"),
    ("pl", "w i na z się nie do to że jest o jak po co za od dla ale czy tak przez już był była było są ma tym może tylko który która które oraz przed jego jej ich ze we a po nad pod \
            lat roku dwa nowy będzie także"),
    ("cs", "a v na se je že to s z do o i po by za ale pro jako které který která jsou byl byla bylo od ve k až podle už také jeho nebo být jen ze si co jak před při mezi není let roku"),
    ("sk", "a v na sa je že to s z do o i po by za ale pre ako ktoré ktorý ktorá sú bol bola bolo od vo k až podľa už aj jeho alebo byť len zo si čo pred pri medzi nie rokov roku"),
    ("sl", "in v je na se da za z so ki po tudi pa ni od do s bo kot ter bil bila ne več iz pri ob še ali kaj kako pred med leta letih"),
    ("hr", "i u je na se da za od su s a o ne to koji koja koje će iz kako što bi ili ali po kao nije bio bila do sve samo već nakon prije između godine godina sa li"),
    ("hu", "a az és hogy nem is egy van meg ez de csak már el ki volt mint vagy azt még ha szerint lesz után sem volna ezt új két lehet kell ami aki"),
    ("ro", "de și în a la cu pe nu o un una din care că se pentru este mai au fost sau după prin ca fi va să al ale lui lor sunt dar ce când ani doi între fără această acest despre"),
    ("sq", "e të në dhe për me që një nga është se ka si nuk do më u i tha duke janë ndaj por kjo ky pas deri dy edhe"),
    ("tr", "ve bir bu da de için ile olarak çok daha gibi olan ne kadar sonra ama en var o kendi ise yeni oldu değil göre her mi mı ya karşı iki yıl olduğunu ben sen biz beni nasıl \
            neden ancak önce tarafından üzerinde dedi diye şu hiç bile nin nın in ın e a de den dan den yi"),
    ("az", "və bu bir ki üçün ilə da də olan olub sonra daha çox edib olaraq görə isə edilib ilk həmin ola necə"),
    ("uz", "va bu bilan uchun ham bir da deb edi esa bo yicha haqida o zbekiston qilish boshqa kerak"),
    ("lv", "un ir ar no par uz kas ka nav tas bet arī pēc lai kā ja vai gada savu tika ko būs"),
    ("lt", "ir kad į iš su yra tai kaip bet po už apie jau dar buvo nuo tik savo kuris kurie ne prie metų bus"),
    ("id", "yang dan di dengan untuk dari ini itu dalam tidak akan pada juga ke karena oleh ada mereka telah sudah bisa saat lebih kata adalah tahun para atau agar namun bukan"),
    ("ms", "yang dan di dengan untuk daripada ini itu dalam tidak akan pada juga ke kerana oleh ada mereka telah boleh lebih kata ialah berkata adalah tahun para atau supaya bukan"),
    ("vi", "và của là có không được các trong cho một với người đã để này những khi đến từ về tại ngày ở bị như nhiều ra vào sẽ năm theo"),
    ("tl", "ang ng sa na ay mga at ni si para hindi ito kay nang niya may ka rin"),
    ("sw", "ya na wa kwa ni katika za la cha hii kuwa yake huo baada hiyo wake kutoka pia hilo"),
    ("so", "ee iyo ka in oo ku la uu waa ah soo waxaa aan kale sida"),
    ("eu", "eta da ez du ere dira izan bat dute den baina egin zuen"),
    ("ku", "û li ji de bi ku di bo ye xwe jî ev em"),
    ("ru", "и в не на что с по из за к как его от это для о у но был было была были же так все всё её ее только при после также или их до году уже чтобы где если со во он она они мы вы \
            я ты мне меня нас вас кто чем об под над между без ещё еще может будет при сша стал стали который которая которые этого том того себя нет да лет"),
    ("uk", "і в на не що з та до у за як про від для його це був було була були але по після також або їх із щоб який яка які під над він вона вони ми ви я ти мене мені нас хто чому \
            ще вже може буде якщо де при між без так того цього років року є й свою свої зі"),
    ("be", "і ў на не што з да у як пра ад для яго гэта быў было была але па пасля таксама або іх каб які якая ён яна яны мы хто яшчэ ужо можа будзе калі дзе пры"),
    ("bg", "и на в от да за се не че с по е са като до след при или но това който която които беше още както съм вече със между ще няма има си го му им той тя те ние какво защо"),
    ("mk", "и на во од да за се не дека со по е како до или но ова кој која кои беше уште веќе ќе што нема има си го му им тој таа тие ние"),
    ("ar", "في من على إلى عن أن إن التي الذي الذين مع هذا هذه ذلك ما لا لم لن قد وقد كان كانت بعد قبل بين كل و أو ثم حتى عند هو هي وهو وفي ومن ليس غير نحن أنا فيها منه له لها \
            به خلال ضد حول يوم عام الى او ان"),
    ("fa", "در و از به که این با را است برای آن می شد شود شده کرد تا بر هم یا اما نیز ها های خود بود باید من ما شما او آنها هر یک دو نه بله چه چرا اگر پس بی"),
    ("ur", "کے میں کی ہے کا سے نے کو اور پر یہ وہ ہیں تھا کہ کر بھی نہیں ایک"),
    ("sr", "и у је на да се за од су са о не то који која које ће из како што би или али по као није био до након пре између"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_count_more_than_shared_ones() {
        let languages = ["en", "fr", "de"];
        assert_eq!(Tally::count("on the table", &languages).best().map(|best| best.0), Some("en"));
        assert_eq!(Tally::count("on est là", &languages).best().map(|best| best.0), Some("fr"));
        assert!(Tally::count("livingston rangers", &languages).best().is_none());
    }
}
