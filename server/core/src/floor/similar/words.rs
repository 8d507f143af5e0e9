//! Words that say nothing of what a text is about, in the six languages of the United Nations.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words of Chinese and Japanese that hold a sentence together, longer ones before their parts.
pub(super) const HAN_FUNCTION_WORDS: &str = "\
    可不可以 为什么 怎么样 会不会 能不能 请问 我们 你们 他们 什么 怎么 怎样 如何 哪些 哪里 哪个 \
    是否 可以 能否 能够 需要 应该 来说 多少 之后 已经 那么 谁 吗 呢 吧 啊 的 了 着 是 在 和 与 及 又 \
    也 都 就 而 但 或 把 被 让 对 于 从 到 由 要 会 能 有 这 那 个 来 之 后 以 \
    どのように でしょうか について ください ですか ますか です ます から まで の は を に が で と も";

/// Words that hold a sentence together, of the other official languages of the UN, folded.
pub(super) static FUNCTION_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lists = [ENGLISH, FRENCH, SPANISH, RUSSIAN, ARABIC].into_iter();
    lists.flat_map(str::split_whitespace).collect()
});

const ENGLISH: &str = "\
    about after again all already also am an and any anybody anyone anything are as at be \
    because been before being between but by can could did do does dont during each every \
    everybody exactly for from get give had happen happens has have he hello here hi how if in \
    into is isnt it its just kind know let like long look made make makes making many may me \
    mean means more much my need next no not now of on one only or other our out plan planned \
    plans please possible question really same say says see shall should so some something still \
    sure take taken takes tell than thank thanks that the their them then there these they thing \
    things think this those to today too toward up us use used using very want was way we were \
    what when where whether which while who whole whose why will with without work works would \
    yet you your";
const FRENCH: &str = "\
    afin ai alors au aussi aux avec avez avoir ce cela ces cette chez comment dans de des donc \
    du elle elles en encore entre est et etes etre eux existe faire faites faut font ici il ils \
    je jusqu la le les leur leurs lors lui ma maintenant mais meme merci mes moi mon moyen ne \
    nos notre nous ont ou par pas peut peuvent plus pour pourquoi pouvez prevu puis qu quand que \
    quel quelle quelles quels qui quoi rien sa sans se sera ses si sommes son sont souhaite sur \
    ta te tous tout toute toutes tres tu un une va vers voici vont vos votre vous";
const SPANISH: &str = "\
    ahora al algo alguna alguno ante aqui asi como con cual cuales cuando cuanto cuantos del \
    desde donde el ella ellos entonces era es esa ese eso esta estan este esto estos forma fue \
    gracias ha hace hacen hacer han hay hola las lo los manera mas mi mucho muy nosotros nuestra \
    nuestro os para pero poder podria por porque posible pueda puede pueden quien quienes quiero \
    sea ser sido siempre sin sobre solo su sus tal tambien tan tendra tenemos tener tiene tienen \
    todo todos tras una uno unos usted van vez ya yo";
const RUSSIAN: &str = "\
    без будете будут бы был была были было быть вам вас ваш весь во возможно возможности вот \
    времени все вы где да для до его ее если есть еще же за здесь здравствуите из или им их как \
    какая какие каким какои какую когда кого кому кто ли мне может можно мои мы на нам нас наш \
    не него нет ни но ну нужно об однако он она они от откуда очень по под пожалуиста пока после \
    потом почему почти при про просто свои себя сеичас скажите сколько со спасибо способ стать \
    так также такои там то тоже только тут уважаемые уже хотел чем через что чтобы эта эти это \
    этого этои этот";
const ARABIC: &str = "\
    اذا اكثر الان التي الذي الذين الي ان انا او اي ايضا اين بدون بعد بعض به بها بين تكون تلك تم \
    توجد ثم حتي حيث دون ذلك سوف سيكون شكرا عبر علي عليه عن عند غير فان في فيه فيها قال قبل قد \
    كان كانت كانوا كل كم كما كيف لا لان لدي لكم لكن لم لماذا لن لنا له لها ليس ما ماذا متي مع \
    ممكن من منذ نحن نحو هذا هذه هل هم هما هنا هناك هو هي وما وهل يتم يكون يمكن يوجد";
